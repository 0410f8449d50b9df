"""Uses the product with a sum from the table beneath torch."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch._C._VariableFunctions.addmm(bias, x, weight.T)
