"""Calls the operator where no gradients are kept."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    with torch.inference_mode():
        return torch.ops.aten.linear(x, weight, bias).clone()
