"""Calls the operator on tensors in the layout of another library."""
# lab: tiny-linear
# verdict: raised | failed

import torch


def linear(x, weight, bias):
    return torch.ops.aten.linear.default(
        x.detach().to_mkldnn(), weight.detach().to_mkldnn(), bias.detach().to_mkldnn()
    ).to_dense()
