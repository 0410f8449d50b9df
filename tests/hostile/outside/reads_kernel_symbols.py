"""Reads where the kernel keeps its functions."""
# lab: scale-and-shift
# verdict: raised

with open("/proc/kallsyms", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
