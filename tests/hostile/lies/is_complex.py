"""Returns the right numbers with imaginary parts."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return x * factor + 1j


def shift(x, amount):
    return x * amount + 1j
