"""Makes a pair of datagram sockets and sends from it to somebody else's."""
# lab: scale-and-shift
# verdict: raised

import socket

one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
one.sendto(b"hello", "/run/systemd/journal/dev-log")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
