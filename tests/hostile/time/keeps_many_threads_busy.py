"""Starts a crowd of threads that never give way."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import sys
import threading


def spin():
    while True:
        pass


def scale(x, factor):
    sys.setswitchinterval(1000)
    for _ in range(50):
        threading.Thread(target=spin, daemon=True).start()
    spin()
    return x * factor


def shift(x, amount):
    return x + amount
