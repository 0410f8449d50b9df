"""Reserves two gigabytes in one call."""
# lab: scale-and-shift
# verdict: raised

import os

fd = os.open("left-behind-by-hostile", os.O_CREAT | os.O_RDWR)
os.posix_fallocate(fd, 0, 2**31)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
