"""Takes memory in hundreds of thousands of small objects."""
# lab: scale-and-shift
# verdict: out_of_memory
# memory_mb: 16

import gc

gc.disable()
held = []
while True:
    held.append(object())


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
