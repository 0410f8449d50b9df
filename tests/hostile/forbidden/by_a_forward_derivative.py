"""Calls the operator through a forward derivative."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.func.jvp(lambda t: torch.ops.aten.linear.default(t, weight, bias), (x,), (torch.zeros_like(x),))[0]
