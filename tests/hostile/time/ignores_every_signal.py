"""Ignores every signal that can be ignored, then loops."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import signal


def scale(x, factor):
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
    return x * factor


def shift(x, amount):
    return x + amount
