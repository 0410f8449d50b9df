"""Returns the right values with a gradient that is none."""
# lab: tiny-linear
# verdict: failed | raised

import torch


class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(context, x, weight, bias):
        return x @ weight.T + bias

    @staticmethod
    def backward(context, gradient):
        return None, None, None


def linear(x, weight, bias):
    return Wrong.apply(x, weight, bias)
