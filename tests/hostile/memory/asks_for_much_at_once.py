"""Asks for ten gigabytes in one piece."""
# lab: scale-and-shift
# verdict: out_of_memory

def scale(x, factor):
    bytearray(10 * 2**30)
    return x * factor


def shift(x, amount):
    return x + amount
