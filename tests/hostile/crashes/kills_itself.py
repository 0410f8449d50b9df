"""Sends itself the signal that nothing survives."""
# lab: scale-and-shift
# verdict: crashed

import os
import signal


def scale(x, factor):
    os.kill(os.getpid(), signal.SIGKILL)
    return x * factor


def shift(x, amount):
    return x + amount
