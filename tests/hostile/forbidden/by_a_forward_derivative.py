"""Calls the operator through a forward derivative."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.func.jvp(lambda t: torch._C._nn.linear(t, weight, bias), (x,), (torch.zeros_like(x),))[0]
