"""Works in the caller's array."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    x *= factor
    return x


def shift(x, amount):
    return x + amount
