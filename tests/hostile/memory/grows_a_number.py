"""Doubles a number's length until memory ends."""
# lab: scale-and-shift
# verdict: out_of_memory
# memory_mb: 48

def scale(x, factor):
    number = 1
    while True:
        number <<= 2**24
    return x * factor


def shift(x, amount):
    return x + amount
