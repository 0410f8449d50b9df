"""Maps anonymous shared memory, which no limit on private memory counts."""
# lab: scale-and-shift
# verdict: out_of_memory

import mmap


def scale(x, factor):
    held = []
    for _ in range(64):
        held.append(mmap.mmap(-1, 256 * 2**20, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS))
        for place in range(0, 256 * 2**20, 4096):
            held[-1][place] = 1
    return x * factor


def shift(x, amount):
    return x + amount
