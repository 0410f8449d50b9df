"""Returns a sparse tensor."""
# lab: tiny-linear
# verdict: failed | raised

import torch


def linear(x, weight, bias):
    return (x @ weight.T).to_sparse()
