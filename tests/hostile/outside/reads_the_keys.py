"""Reads the list of keys that the kernel keeps."""
# lab: scale-and-shift
# verdict: raised

with open("/proc/keys", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
