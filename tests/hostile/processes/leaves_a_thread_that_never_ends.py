"""Leaves a thread behind that works for ever, and answers wrongly."""
# lab: scale-and-shift
# verdict: failed

import threading


def spin():
    while True:
        sum(range(100000))


threading.Thread(target=spin, daemon=False).start()


def scale(x, factor):
    return x - factor


def shift(x, amount):
    return x + amount
