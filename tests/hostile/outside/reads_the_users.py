"""Reads who the host's users are."""
# lab: scale-and-shift
# verdict: raised

with open("/etc/passwd", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
