"""Keeps bytes in as many pipes as it may open."""
# lab: scale-and-shift
# verdict: raised

import os


def scale(x, factor):
    pipes = []
    while True:
        read, write = os.pipe()
        os.set_blocking(write, False)
        os.write(write, bytes(65536))
        pipes.append((read, write))
    return x * factor


def shift(x, amount):
    return x + amount
