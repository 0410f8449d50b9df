"""Asks torch for a tensor of forty gigabytes."""
# lab: tiny-linear
# verdict: out_of_memory

import torch


def linear(x, weight, bias):
    torch.ones(10**10)
    return x @ weight.T + bias
