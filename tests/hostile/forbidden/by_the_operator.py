"""Calls the operator."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.ops.aten.linear(x, weight, bias)
