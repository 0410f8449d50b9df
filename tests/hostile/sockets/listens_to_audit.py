"""Listens to the kernel's audit messages."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 9)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
