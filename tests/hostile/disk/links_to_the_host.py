"""Reads a file of the host through a symbolic link in its folder."""
# lab: scale-and-shift
# verdict: raised

import os

os.symlink("/etc/passwd", "left-behind-by-hostile")
with open("left-behind-by-hostile") as file:
    file.read()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
