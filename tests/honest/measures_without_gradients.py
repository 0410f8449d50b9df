"""Looks at its numbers without gradients, and computes with them."""
# lab: tiny-linear

import torch


def linear(x, weight, bias):
    with torch.no_grad():
        norm = weight.detach().norm()
        assert torch.isfinite(norm)
    with torch.enable_grad():
        return torch.einsum("ni,oi->no", x, weight) + bias
