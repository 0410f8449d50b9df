"""Returns a quantised tensor."""
# lab: tiny-linear
# verdict: failed | raised

import torch


def linear(x, weight, bias):
    return torch.quantize_per_tensor((x @ weight.T + bias).detach(), 0.1, 0, torch.qint8)
