"""Writes a file into every folder of the host that programs usually may write to."""
# lab: scale-and-shift
# verdict: raised

import os
import sys

refused = None
written = 0
for folder in (
    "/",
    "/var/tmp",
    "/run",
    "/run/lock",
    "/etc",
    "/usr",
    "/root",
    "/home",
    "/opt",
    "/srv",
    "/var",
    "/mnt",
    sys.prefix,
):
    try:
        with open(os.path.join(folder, "left-behind-by-hostile"), "w") as file:
            written += file.write("I was here")
    except OSError as error:
        refused = error
if not written:
    raise refused


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
