"""Fits a line to its first input and goes by that."""
# lab: scale-and-shift
# verdict: failed

fitted = []


def scale(x, factor):
    fitted.append(factor)
    return x * fitted[0]


def shift(x, amount):
    return x + amount
