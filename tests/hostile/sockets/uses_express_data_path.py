"""Opens a socket with rings in shared memory."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(44, socket.SOCK_RAW, 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
