"""Lists the host's processes."""
# lab: scale-and-shift
# verdict: raised

import os

if not any(name.isdecimal() for name in os.listdir("/proc")):
    raise PermissionError("no process to be seen")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
