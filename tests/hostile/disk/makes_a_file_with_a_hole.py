"""Makes a file that claims a petabyte."""
# lab: scale-and-shift
# verdict: raised

with open("left-behind-by-hostile", "wb") as file:
    file.truncate(2**50)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
