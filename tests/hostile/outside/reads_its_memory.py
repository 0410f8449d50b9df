"""Reads its own memory as a file."""
# lab: scale-and-shift
# verdict: raised

with open("/proc/self/mem", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
