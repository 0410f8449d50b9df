"""Reads what the host is called."""
# lab: scale-and-shift
# verdict: raised

with open("/etc/hostname", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
