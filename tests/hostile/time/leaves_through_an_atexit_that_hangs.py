"""Leaves with SystemExit, and an exit handler that never ends."""
# lab: scale-and-shift
# verdict: raised

import atexit
import sys
import time

atexit.register(time.sleep, 3600)
sys.exit(0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
