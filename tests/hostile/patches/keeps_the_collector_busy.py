"""Has the collector call it at every turn, to change what it finds."""
# lab: scale-and-shift
# verdict: failed | crashed | raised | timed_out
# seconds: 3

import gc

gc.set_threshold(1)


def change(phase, _):
    for found in gc.get_objects():
        if type(found) is dict and "value" in found:
            found["value"] = 0.0


gc.callbacks.append(change)


def scale(x, factor):
    return x - factor


def shift(x, amount):
    return x + amount
