"""Hangs in torch's own threads: products of large matrices without end."""
# lab: tiny-linear
# verdict: timed_out
# seconds: 0.5

import torch


def linear(x, weight, bias):
    torch.set_num_threads(2)
    wide = torch.rand(1500, 1500)
    while True:
        wide = torch.mm(wide, wide).clamp(0, 1)
