"""Leaves an exit handler that never ends, and a thread that the interpreter would wait for; its answer is wrong."""
# lab: scale-and-shift
# verdict: failed

import atexit
import threading
import time


def scale(x, factor):
    atexit.register(time.sleep, 3600)
    threading.Thread(target=time.sleep, args=(3600,), daemon=False).start()
    x = x + 1
    return x * factor


def shift(x, amount):
    return x + amount
