"""Returns nothing."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    pass


def shift(x, amount):
    return x + amount
