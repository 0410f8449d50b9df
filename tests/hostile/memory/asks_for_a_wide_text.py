"""Formats a number ten gigabytes wide."""
# lab: scale-and-shift
# verdict: out_of_memory

def scale(x, factor):
    f'{factor:>10000000000}'
    return x * factor


def shift(x, amount):
    return x + amount
