"""Hangs in C: a pattern that tries every way to split a word."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import re


def scale(x, factor):
    re.match(r"(a+)+$", "a" * 60 + "b")
    return x * factor


def shift(x, amount):
    return x + amount
