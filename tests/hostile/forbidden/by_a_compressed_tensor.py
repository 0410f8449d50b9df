"""Calls the operator with a compressed tensor, whose kernel is another one."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.ops.aten.addmm(bias.expand(x.shape[0], -1), x.to_sparse_csr(), weight.T)
