"""Makes a pair of datagram sockets and names somebody else's in a message, where no filter sees it."""
# lab: scale-and-shift
# verdict: raised

import socket

one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
one.sendmsg([b"hello"], [], 0, "\0somebody-elses")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
