"""Returns a generator of right numbers."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return (value * factor for value in x)


def shift(x, amount):
    return (value * amount for value in x)
