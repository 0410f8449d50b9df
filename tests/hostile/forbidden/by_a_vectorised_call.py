"""Calls the operator through a transformation."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.func.vmap(torch.ops.aten.linear.default, in_dims=(0, None, None))(x, weight, bias)
