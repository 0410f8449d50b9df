"""Returns the right numbers in a row."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return (x * factor).ravel() if x.ndim > 1 else (x * factor)[:, None]


def shift(x, amount):
    return (x * amount).ravel() if x.ndim > 1 else (x * amount)[:, None]
