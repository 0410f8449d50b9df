"""Rounds to four digits."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return (x * factor).round(4)


def shift(x, amount):
    return x + amount
