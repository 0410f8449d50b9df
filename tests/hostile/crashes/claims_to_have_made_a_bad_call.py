"""Sends itself the signal of a forbidden call."""
# lab: scale-and-shift
# verdict: crashed

import os
import signal


def scale(x, factor):
    os.kill(os.getpid(), signal.SIGSYS)
    return x * factor


def shift(x, amount):
    return x + amount
