"""Opens the device through which it could be a file system."""
# lab: scale-and-shift
# verdict: raised

with open("/dev/fuse", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
