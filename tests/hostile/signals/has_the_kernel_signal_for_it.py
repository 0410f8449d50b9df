"""Has the kernel send the signal: as the owner of a descriptor that becomes readable."""
# lab: scale-and-shift
# verdict: raised

import fcntl
import os

read, write = os.pipe()
fcntl.fcntl(read, fcntl.F_SETOWN, os.getppid())
fcntl.fcntl(read, 10, 9)
fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
