"""Imports what else is installed on the host."""
# lab: scale-and-shift
# verdict: raised

import importlib

for name in ("django", "celery", "redis", "rest_framework", "psycopg", "knox", "pip"):
    try:
        importlib.import_module(name)
        break
    except ImportError as error:
        refused = error
else:
    raise refused


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
