"""Lets a thread print without end while the call waits for it."""
# lab: scale-and-shift
# verdict: failed

import threading


def shout():
    while True:
        print("x" * 10000)


def scale(x, factor):
    thread = threading.Thread(target=shout, daemon=True)
    thread.start()
    thread.join()
    return x * factor


def shift(x, amount):
    return x + amount
