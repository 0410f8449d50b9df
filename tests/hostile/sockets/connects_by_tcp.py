"""Connects to a port of the host."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.create_connection(("127.0.0.1", 22), timeout=1).close()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
