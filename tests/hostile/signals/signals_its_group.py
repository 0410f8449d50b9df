"""Asks whether it may signal its group."""
# lab: scale-and-shift
# verdict: raised

import os

os.kill(0, 0)
os.killpg(os.getpgid(os.getppid()), 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
