"""Puts something in place of the standard output that never finishes flushing."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import sys
import time


class Stuck:
    def write(self, text):
        return len(text)

    def flush(self):
        time.sleep(3600)


def scale(x, factor):
    sys.stdout = Stuck()
    return x * factor


def shift(x, amount):
    return x + amount
