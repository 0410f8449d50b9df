"""Returns the right numbers as text."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return str((x * factor).tolist())


def shift(x, amount):
    return str((x * amount).tolist())
