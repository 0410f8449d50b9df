"""Keeps tensors, a megabyte each, until there is no more."""
# lab: tiny-linear
# verdict: out_of_memory
# memory_mb: 128

import torch

held = []
while True:
    held.append(torch.ones(2**18))


def linear(x, weight, bias):
    return x @ weight.T + bias
