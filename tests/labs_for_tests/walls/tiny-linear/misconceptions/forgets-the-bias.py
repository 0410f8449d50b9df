"""Forgets the bias

The product alone maps zero to zero. Add `bias` to each row of it.
"""


def linear(x, weight, bias):
    return x @ weight.T + 0 * bias
