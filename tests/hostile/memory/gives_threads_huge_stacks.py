"""Takes memory as the stacks of threads."""
# lab: scale-and-shift
# verdict: raised | out_of_memory

import threading


def scale(x, factor):
    threading.stack_size(200 * 2**20)
    stop = threading.Event()
    try:
        for _ in range(200):
            threading.Thread(target=stop.wait, daemon=True).start()
    finally:
        stop.set()
    return x * factor


def shift(x, amount):
    return x + amount
