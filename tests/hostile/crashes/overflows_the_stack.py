"""Overflows the C stack by two hundred thousand iterators, each of which asks the next."""
# lab: scale-and-shift
# verdict: crashed


def scale(x, factor):
    chain = iter([1])
    for _ in range(200_000):
        chain = map(abs, chain)
    next(chain)
    return x * factor


def shift(x, amount):
    return x + amount
