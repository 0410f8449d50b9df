"""Returns the right numbers in lists."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return (x * factor).tolist()


def shift(x, amount):
    return (x * amount).tolist()
