"""Asks the kernel about the network."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
