"""Starts a pool of worker processes."""
# lab: scale-and-shift
# verdict: raised

import multiprocessing

with multiprocessing.get_context("fork").Pool(2) as pool:
    pool.map(abs, [1, 2])


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
