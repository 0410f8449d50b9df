"""Keeps bytes in POSIX shared memory."""
# lab: scale-and-shift
# verdict: raised | crashed | out_of_memory

from multiprocessing import shared_memory


def scale(x, factor):
    held = shared_memory.SharedMemory("left-behind-by-hostile", create=True, size=2**30)
    held.buf[:] = bytes(2**30)
    return x * factor


def shift(x, amount):
    return x + amount
