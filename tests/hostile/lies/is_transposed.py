"""Returns the right numbers the other way round."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return (x * factor).T.copy()


def shift(x, amount):
    return (x * amount).T.copy()
