"""Calls an overload of the operator."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.ops.aten.addmm.default(bias, x, weight.T)
