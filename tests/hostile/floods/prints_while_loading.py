"""Prints without end while the file loads."""
# lab: scale-and-shift
# verdict: failed

while True:
    print("x" * 10000)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
