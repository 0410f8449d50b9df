"""Answers rightly and goes on changing what it answered."""
# lab: scale-and-shift
# verdict: failed

import threading
import time


def scale(x, factor):
    out = x * factor

    def change():
        while True:
            out[...] += 1
            time.sleep(0.0001)

    threading.Thread(target=change, daemon=True).start()
    time.sleep(0.02)
    return out


def shift(x, amount):
    return x + amount
