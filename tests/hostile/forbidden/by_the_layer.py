"""Uses the layer."""
# lab: tiny-linear
# verdict: failed

import torch


def linear(x, weight, bias):
    layer = torch.nn.Linear(*weight.T.shape)
    return layer(x)
