"""Reads the environment that its process was started with."""
# lab: scale-and-shift
# verdict: raised

with open("/proc/self/environ", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
