"""Returns a tensor without storage."""
# lab: tiny-linear
# verdict: failed | raised

import torch


def linear(x, weight, bias):
    return torch.empty(x.shape[0], len(bias), device="meta")
