"""Takes memory in millions of small objects."""
# lab: scale-and-shift
# verdict: out_of_memory
# memory_mb: 48


def scale(x, factor):
    held = []
    while True:
        held.append([object() for _ in range(1000)])
    return x * factor


def shift(x, amount):
    return x + amount
