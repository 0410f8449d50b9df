"""Returns a list that holds itself."""
# lab: scale-and-shift
# verdict: failed

LOOP = []
LOOP.append(LOOP)


def scale(x, factor):
    return LOOP


def shift(x, amount):
    return LOOP
