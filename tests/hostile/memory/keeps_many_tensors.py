"""Keeps tensors, a megabyte each, until there is no more."""
# lab: tiny-linear
# verdict: out_of_memory
# memory_mb: 128

import torch


def linear(x, weight, bias):
    held = []
    while True:
        held.append(torch.ones(2**18))
