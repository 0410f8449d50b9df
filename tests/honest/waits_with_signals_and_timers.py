"""Sets an alarm for itself and takes it back."""
# lab: scale-and-shift

import signal
import time


def late(*_):
    raise TimeoutError


def scale(x, factor):
    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        time.sleep(0.001)
        return x * factor
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def shift(x, amount):
    return x + amount
