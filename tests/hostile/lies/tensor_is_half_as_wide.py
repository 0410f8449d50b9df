"""Returns the right values in half the precision."""
# lab: tiny-linear
# verdict: failed

import torch


def linear(x, weight, bias):
    return (x @ weight.T + bias).bfloat16()
