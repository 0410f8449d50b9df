"""Uses torch where it may not, imported by a text."""
# lab: scale-and-shift
# verdict: raised

import importlib

torch = importlib.import_module("tor" + "ch")
torch.ones(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
