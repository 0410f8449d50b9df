"""Opens the kernel's cipher interface, known for its holes."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
