"""Hangs an attribute on a file of the harness."""
# lab: scale-and-shift
# verdict: raised

import os

from runner.sandbox import wire

os.setxattr(wire.__file__, "user.left-behind-by-hostile", b"1")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
