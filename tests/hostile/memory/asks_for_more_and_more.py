"""Asks for a little more, again and again."""
# lab: scale-and-shift
# verdict: out_of_memory
# memory_mb: 48

def scale(x, factor):
    held = []
    while True:
        held.append(bytearray(2**20))
    return x * factor


def shift(x, amount):
    return x + amount
