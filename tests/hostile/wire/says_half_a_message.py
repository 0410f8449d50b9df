"""Says half a message and falls silent."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

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
    control().sendall(struct.pack("<I", 1000) + b'{"done": ')
    socket.socketpair if False else os.read(os.pipe()[0], 1)
    return x - factor


def shift(x, amount):
    return x + amount
