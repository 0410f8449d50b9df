"""Adds the factor

To scale is to multiply. Your `scale` adds `factor` to every element, which is what `shift` is for.
"""


def scale(x, factor):
    return (x + factor).astype(x.dtype)


def shift(x, amount):
    return x + amount
