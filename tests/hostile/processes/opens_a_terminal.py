"""Asks for a child on a terminal of its own."""
# lab: scale-and-shift
# verdict: raised

import pty

pid, _ = pty.fork()
if pid == 0:
    raise SystemExit


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
