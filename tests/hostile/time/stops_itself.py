"""Stops its own process, as Ctrl-Z would."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import os
import signal


def scale(x, factor):
    os.kill(os.getpid(), signal.SIGSTOP)
    return x * factor


def shift(x, amount):
    return x + amount
