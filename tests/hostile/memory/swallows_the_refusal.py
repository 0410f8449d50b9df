"""Swallows MemoryError and asks again, for ever."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

def scale(x, factor):
    held = []
    while True:
        try:
            held.append(bytearray(2**20))
        except MemoryError:
            pass
    return x * factor


def shift(x, amount):
    return x + amount
