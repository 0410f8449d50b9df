"""Returns one number, seen everywhere."""
# lab: tiny-linear
# verdict: failed

import torch


def linear(x, weight, bias):
    return bias[:1].expand(x.shape[0], len(bias))
