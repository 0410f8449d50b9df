"""Leaves while the file loads, as if all were well."""
# lab: scale-and-shift
# verdict: crashed

import os

os._exit(0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
