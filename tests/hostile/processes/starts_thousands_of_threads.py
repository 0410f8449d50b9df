"""Starts threads until it is refused."""
# lab: scale-and-shift
# verdict: raised | out_of_memory

import threading

stop = threading.Event()
threading.stack_size(64 * 1024)
try:
    for _ in range(20000):
        threading.Thread(target=stop.wait, daemon=True).start()
finally:
    stop.set()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
