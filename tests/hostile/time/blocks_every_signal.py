"""Blocks every signal and waits for one."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import signal


def scale(x, factor):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        signal.pause()
    return x * factor


def shift(x, amount):
    return x + amount
