"""Calls the operator's form that writes into a result."""
# lab: tiny-linear
# verdict: raised | failed

import torch


def linear(x, weight, bias):
    out = torch.empty(x.shape[0], weight.shape[0])
    torch.ops.aten.addmm.out(bias.detach(), x.detach(), weight.T.detach(), out=out)
    return out
