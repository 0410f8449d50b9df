"""Breaks the traceback module before it raises."""
# lab: scale-and-shift
# verdict: raised

import traceback

traceback.TracebackException.from_exception = None
traceback.StackSummary.from_list = None


def scale(x, factor):
    raise ValueError("but I am right")


def shift(x, amount):
    return x + amount
