"""Enters the kernel through the page that old programs used."""
# lab: scale-and-shift
# verdict: crashed | raised
# machine: x86_64

import ctypes

function = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p)(0xFFFFFFFFFF600400)
function(None)
raise PermissionError("it is only the time")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
