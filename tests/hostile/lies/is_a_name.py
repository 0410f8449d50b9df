"""Returns the name of a function."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return "scale"


def shift(x, amount):
    return "scale"
