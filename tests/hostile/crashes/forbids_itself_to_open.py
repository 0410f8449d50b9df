"""Gives up every descriptor it may ever open."""
# lab: scale-and-shift
# verdict: crashed | raised

import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
