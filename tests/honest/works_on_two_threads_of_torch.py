"""Asks torch for a second thread."""
# lab: tiny-linear

import torch

torch.set_num_threads(2)


def linear(x, weight, bias):
    big = torch.ones(400, 400)
    assert (big @ big)[0, 0] == 400
    return torch.matmul(x, weight.t()) + bias
