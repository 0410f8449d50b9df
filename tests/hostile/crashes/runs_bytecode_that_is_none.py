"""Runs bytecode that no compiler makes."""
# lab: scale-and-shift
# verdict: crashed | raised


def scale(x, factor):
    exec((lambda: 0).__code__.replace(co_code=bytes([100, 255] * 40), co_stacksize=0))
    return x * factor


def shift(x, amount):
    return x + amount
