"""Starts threads until it is refused."""
# lab: scale-and-shift
# verdict: raised | out_of_memory

import _thread
import threading

threading.stack_size(64 * 1024)
gate = _thread.allocate_lock()
gate.acquire()
for _ in range(20000):
    _thread.start_new_thread(gate.acquire, ())


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
