"""Lets a timer's handler run in place of the harness, again and again."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import signal


def scale(x, factor):
    def again(*_):
        while True:
            pass

    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    return x * factor


def shift(x, amount):
    return x + amount
