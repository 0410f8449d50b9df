"""Tries every open descriptor as a folder to climb out of."""
# lab: scale-and-shift
# verdict: raised

import os

for fd in range(256):
    try:
        up = os.open("../../../../../../etc/passwd", os.O_RDONLY, dir_fd=fd)
        break
    except OSError as error:
        refused = error
else:
    raise refused


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
