"""Reads the kernel's log."""
# lab: scale-and-shift
# verdict: raised

with open("/dev/kmsg", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
