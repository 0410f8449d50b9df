"""Replaces the clocks of its own process by ones that stand still, then loops."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import time


def scale(x, factor):
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(time, name, lambda: 0.0)
        setattr(time, f"{name}_ns", lambda: 0)
    while True:
        pass
    return x * factor


def shift(x, amount):
    return x + amount
