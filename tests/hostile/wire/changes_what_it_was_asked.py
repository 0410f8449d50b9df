"""Writes into the buffer of inputs that the reference reads too."""
# lab: scale-and-shift
# verdict: crashed | raised

import os
import sys

from runner.sandbox import wire

decode_inputs = wire.decode_inputs


def spoil(frame):
    os.pwrite(sys._getframe(1).f_locals["inputs_fd"], bytes(4096), 0)
    return decode_inputs(frame)


wire.decode_inputs = spoil


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
