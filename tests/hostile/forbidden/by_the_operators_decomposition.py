"""Has the operator taken apart by torch."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.ops.aten.linear.default.decompose(x, weight, bias)
