"""Spoils the caller's array, and has the harness send something else for it."""
# lab: scale-and-shift
# verdict: failed

from runner.sandbox import cell

cell.holds_arrays = lambda value: False


def scale(x, factor):
    out = x * factor
    x[...] = 0
    return out


def shift(x, amount):
    return x + amount
