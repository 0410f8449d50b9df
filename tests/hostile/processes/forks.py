"""Forks while the file loads."""
# lab: scale-and-shift
# verdict: raised

import os

if os.fork() == 0:
    os._exit(0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
