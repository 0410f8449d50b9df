"""Sends itself the signal of used-up processor time."""
# lab: scale-and-shift
# verdict: timed_out

import os
import signal


def scale(x, factor):
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGXCPU)
    return x * factor


def shift(x, amount):
    return x + amount
