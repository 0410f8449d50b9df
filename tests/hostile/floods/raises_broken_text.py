"""Raises a message that cannot be written in UTF-8."""
# lab: scale-and-shift
# verdict: raised

def scale(x, factor):
    raise ValueError("\ud800" * 100 + "\x00\x1b[2J")
    return x * factor


def shift(x, amount):
    return x + amount
