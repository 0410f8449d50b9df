"""Opens the device that makes network cards."""
# lab: scale-and-shift
# verdict: raised

with open("/dev/net/tun", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
