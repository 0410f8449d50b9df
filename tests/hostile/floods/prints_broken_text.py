"""Prints bytes that are no text in any encoding; its answer is wrong."""
# lab: scale-and-shift
# verdict: failed

import os


def scale(x, factor):
    os.write(1, bytes(range(128, 256)) * 100)
    print("\ud800 \udfff")
    x = x + 1
    return x * factor


def shift(x, amount):
    return x + amount
