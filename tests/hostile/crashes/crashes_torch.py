"""Has torch read where no memory is."""
# lab: tiny-linear
# verdict: crashed

import ctypes

import torch


def linear(x, weight, bias):
    wild = torch.frombuffer((ctypes.c_float * 1).from_address(0x1000), dtype=torch.float32)
    return x @ weight.T + bias + wild
