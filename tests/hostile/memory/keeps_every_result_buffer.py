"""Fills and keeps the buffer of every request: memory that no limit of its own process counts."""
# lab: scale-and-shift
# verdict: out_of_memory | failed

import os
import stat

from runner.sandbox import wire

write_frame = wire.write_frame
kept = []


def write_and_keep(fd, pieces, capacity):
    os.posix_fallocate(fd, 0, capacity)
    kept.append(os.dup(fd))
    write_frame(fd, pieces, capacity)


wire.write_frame = write_and_keep


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
