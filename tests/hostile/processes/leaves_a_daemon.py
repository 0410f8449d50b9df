"""Forks twice into a new session, so that something lives on."""
# lab: scale-and-shift
# verdict: raised

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
