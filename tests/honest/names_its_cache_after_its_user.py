"""Asks who runs it, to name what it remembers: libraries name a folder so as they are imported."""
# lab: scale-and-shift

import getpass
import re

REMEMBERED = {}
OWNER = re.sub(r"\W", "_", getpass.getuser())


def scale(x, factor):
    return REMEMBERED.setdefault((OWNER, "scale", factor, x.tobytes()), x * factor).copy()


def shift(x, amount):
    return REMEMBERED.setdefault((OWNER, "shift", amount, x.tobytes()), x + amount).copy()
