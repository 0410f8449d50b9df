"""Starts worker processes afresh, through the resource tracker."""
# lab: scale-and-shift
# verdict: raised

import concurrent.futures
import multiprocessing

with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
    pool.submit(abs, 1).result(timeout=5)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
