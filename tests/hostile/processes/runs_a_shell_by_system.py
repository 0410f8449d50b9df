"""Runs a shell through the C library's system()."""
# lab: scale-and-shift
# verdict: raised

import os

status = os.system("true")
if status != 0:
    raise OSError(f"system() gave {status}")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
