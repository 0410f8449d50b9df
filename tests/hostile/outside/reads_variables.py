"""Looks for a secret in its environment."""
# lab: scale-and-shift
# verdict: raised

import os

for name, value in os.environ.items():
    if "-".join(("must", "not", "be", "seen")) in value or name.startswith(
        ("REDIS", "DATABASE", "SECRET", "DJANGO", "GRADUS")
    ):
        break
else:
    raise LookupError("nothing but what numerical libraries need")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
