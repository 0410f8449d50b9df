"""Leaves from a thread while the call goes on."""
# lab: scale-and-shift
# verdict: crashed

import os
import threading
import time


def scale(x, factor):
    threading.Timer(0.01, os._exit, args=(0,)).start()
    time.sleep(1)
    return x * factor


def shift(x, amount):
    return x + amount
