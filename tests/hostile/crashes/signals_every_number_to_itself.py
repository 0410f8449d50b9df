"""Sends itself one fatal signal after the other, handlers reset."""
# lab: scale-and-shift
# verdict: crashed

import os
import signal


def scale(x, factor):
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1):
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    return x * factor


def shift(x, amount):
    return x + amount
