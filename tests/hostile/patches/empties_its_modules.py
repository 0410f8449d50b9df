"""Throws every module out."""
# lab: scale-and-shift
# verdict: failed | crashed | raised

import sys

for name in list(sys.modules):
    if name not in ("sys", "builtins"):
        sys.modules[name] = None


def scale(x, factor):
    return x - factor


def shift(x, amount):
    return x + amount
