"""Shuts the keys of gradients out before it calls the operator."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    with torch._C._AutoDispatchBelowAutograd():
        return torch.ops.aten.addmm.default(bias, x, weight.T)
