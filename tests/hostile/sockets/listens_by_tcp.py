"""Listens on a port."""
# lab: scale-and-shift
# verdict: raised

import socket

server = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
server.bind(("::", 0))
server.listen()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
