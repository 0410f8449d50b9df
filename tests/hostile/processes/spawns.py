"""Starts a program through posix_spawn."""
# lab: scale-and-shift
# verdict: raised

import os

os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
