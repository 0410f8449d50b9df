"""Has the dynamic linker, which is readable, run a program for it."""
# lab: scale-and-shift
# verdict: raised

import glob
import os

linkers = [*glob.glob("/lib64/ld-linux*"), *glob.glob("/lib/ld-linux*"), "/lib64/ld-linux-x86-64.so.2"]
for linker in linkers:
    try:
        os.execv(linker, [linker, "/bin/true"])
    except OSError as error:
        refused = error
raise refused


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
