"""Listens on a socket in the shared folder."""
# lab: scale-and-shift
# verdict: raised

import socket

server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind("/tmp/left-behind-by-hostile")
server.listen()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
