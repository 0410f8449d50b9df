"""Returns a tensor that claims another shape."""
# lab: tiny-linear
# verdict: failed | raised

import torch


class Liar(torch.Tensor):
    shape = (1, 2)

    def numpy(self):
        return [[0.0, 0.0]]


def linear(x, weight, bias):
    return torch.zeros(1).as_subclass(Liar)
