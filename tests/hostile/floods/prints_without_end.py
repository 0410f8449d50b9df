"""Prints without end."""
# lab: scale-and-shift
# verdict: failed

def scale(x, factor):
    while True:
        print("x" * 10000)
    return x * factor


def shift(x, amount):
    return x + amount
