"""Returns what it was given."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return x.copy()


def shift(x, amount):
    return x + amount
