"""Calls the operator with a sparse tensor, whose kernel is another one."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.sparse.addmm(bias.expand(x.shape[0], -1), x.to_sparse(), weight.T)
