"""Takes all memory while the file loads."""
# lab: scale-and-shift
# verdict: out_of_memory

held = []
while True:
    held.append(bytearray(2**20))


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
