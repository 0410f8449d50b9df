"""Takes a lock twice and waits for itself."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import threading


def scale(x, factor):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
    return x * factor


def shift(x, amount):
    return x + amount
