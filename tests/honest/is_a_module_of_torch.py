"""Is a module with parameters, called once for each question."""
# lab: tiny-linear

import torch
from torch import nn


class Layer(nn.Module):
    def __init__(self, inner, outer):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outer, inner))
        self.bias = nn.Parameter(torch.zeros(outer))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x):
        return (x.unsqueeze(1) * self.weight).sum(-1) + self.bias


def linear(x, weight, bias):
    layer = Layer(weight.shape[1], weight.shape[0])
    return torch.func.functional_call(layer, {"weight": weight, "bias": bias}, (x,))
