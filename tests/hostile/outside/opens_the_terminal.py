"""Opens the terminal of whoever started the runner."""
# lab: scale-and-shift
# verdict: raised

with open("/dev/tty", "rb") as file:
    file.read(1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
