"""Runs a shell through popen and reads what it says."""
# lab: scale-and-shift
# verdict: raised

import os

if "uid" not in os.popen("id").read():
    raise OSError("no shell answered")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
