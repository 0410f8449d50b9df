"""Raises what ends a generator."""
# lab: scale-and-shift
# verdict: raised


def scale(x, factor):
    raise GeneratorExit
    return x * factor


def shift(x, amount):
    return x + amount
