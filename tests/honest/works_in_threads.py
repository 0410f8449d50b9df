"""Lets threads work on parts of the array and waits for all of them."""
# lab: scale-and-shift

from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Thread

import numpy as np


def scale(x, factor):
    with ThreadPoolExecutor(max_workers=3) as workers:
        parts = list(workers.map(lambda row: row * x.dtype.type(factor), np.atleast_1d(x)))
    return np.stack(parts)


def shift(x, amount):
    out, lock = np.empty_like(x), Lock()

    def work(index):
        with lock:
            out[index] = x[index] + amount

    threads = [Thread(target=work, args=(index,)) for index in range(len(x))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return out
