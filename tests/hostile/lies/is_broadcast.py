"""Returns the right numbers with one axis more."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return (x * factor)[None]


def shift(x, amount):
    return (x * amount)[None]
