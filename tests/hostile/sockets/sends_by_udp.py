"""Sends a datagram, which needs no connection."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hello", ("127.0.0.1", 9))


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
