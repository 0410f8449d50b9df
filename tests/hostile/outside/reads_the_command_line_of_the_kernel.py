"""Reads with which words the kernel was started."""
# lab: scale-and-shift
# verdict: raised

with open("/proc/cmdline", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
