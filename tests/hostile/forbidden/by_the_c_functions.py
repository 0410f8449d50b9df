"""Uses the function of C beneath it."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch._C._nn.linear(x, weight, bias)
