"""Hands back an object whose deletion never ends."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import time


class Sleeper:
    def __del__(self):
        time.sleep(3600)


def scale(x, factor):
    Sleeper()
    return x * factor


def shift(x, amount):
    return x + amount
