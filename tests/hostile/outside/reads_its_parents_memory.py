"""Reads the memory of the process it was forked from."""
# lab: scale-and-shift
# verdict: raised

import os

with open(f"/proc/{os.getppid()}/mem", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
