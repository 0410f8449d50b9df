"""Opens a radio."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(31, socket.SOCK_RAW, 1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
