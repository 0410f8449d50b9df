"""Returns an exception instead of raising it."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return ValueError(x)


def shift(x, amount):
    return ValueError(x)
