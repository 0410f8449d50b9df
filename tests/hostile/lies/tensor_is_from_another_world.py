"""Returns a tensor that belongs to a transformation that is over."""
# lab: tiny-linear
# verdict: failed | raised

import torch

caught = []
torch.func.vmap(lambda each: caught.append(each) or each)(torch.zeros(3, 2))


def linear(x, weight, bias):
    return caught[0]
