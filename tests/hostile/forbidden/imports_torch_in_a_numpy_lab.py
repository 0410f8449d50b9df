"""Uses torch where it may not."""
# lab: scale-and-shift
# verdict: failed

import torch


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
