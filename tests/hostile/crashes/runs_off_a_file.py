"""Reads a map beyond the end of its file."""
# lab: scale-and-shift
# verdict: crashed | raised

import mmap


def scale(x, factor):
    with open("short", "wb+") as file:
        file.truncate(8192)
        place = mmap.mmap(file.fileno(), 8192)
        file.truncate(0)
        place[5000]
    return x * factor


def shift(x, amount):
    return x + amount
