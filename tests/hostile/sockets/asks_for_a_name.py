"""Looks up a host by name."""
# lab: scale-and-shift
# verdict: raised

import socket

if not socket.getaddrinfo("localhost", 80):
    raise OSError("nobody answered")
socket.create_connection(("example.org", 80), timeout=1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
