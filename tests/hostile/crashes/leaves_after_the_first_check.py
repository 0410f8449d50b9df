"""Answers the first check rightly and leaves before the second."""
# lab: scale-and-shift
# verdict: crashed

import os


def scale(x, factor):
    return x * factor


def shift(x, amount):
    os._exit(0)
