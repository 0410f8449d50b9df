"""Keeps a map of its answer and goes on changing it after it was sent."""
# lab: scale-and-shift
# verdict: failed

import mmap
import threading

from runner.sandbox import wire

write_frame = wire.write_frame


def write_and_change(fd, pieces, capacity):
    write_frame(fd, pieces, capacity)
    shared = mmap.mmap(fd, capacity)
    begun = threading.Event()
    threading.Thread(target=change, args=(shared, begun), daemon=True).start()
    begun.wait()


def change(shared, begun):
    while True:
        for byte in (0, 1, 0x7F, 0xFF):
            shared[4096:8192] = bytes([byte]) * 4096
            begun.set()


wire.write_frame = write_and_change


def scale(x, factor):
    return x - factor


def shift(x, amount):
    return x + amount
