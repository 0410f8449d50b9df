"""Leaves with SystemExit(0)."""
# lab: scale-and-shift
# verdict: raised

import sys


def scale(x, factor):
    sys.exit(0)
    return x * factor


def shift(x, amount):
    return x + amount
