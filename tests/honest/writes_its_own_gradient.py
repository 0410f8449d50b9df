"""Is a function of its own with a backward of its own."""
# lab: tiny-linear

import torch


class Linear(torch.autograd.Function):
    @staticmethod
    def forward(context, x, weight, bias):
        context.save_for_backward(x, weight)
        return x.matmul(weight.t()) + bias

    @staticmethod
    def backward(context, gradient):
        x, weight = context.saved_tensors
        return gradient @ weight, gradient.t() @ x, gradient.sum(0)


def linear(x, weight, bias):
    return Linear.apply(x, weight, bias)
