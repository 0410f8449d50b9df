"""Reads the hashes of the host's passwords."""
# lab: scale-and-shift
# verdict: raised

with open("/etc/shadow", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
