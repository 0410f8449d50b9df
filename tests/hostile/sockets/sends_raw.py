"""Sends packets it made itself."""
# lab: scale-and-shift
# verdict: raised

import socket

socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
