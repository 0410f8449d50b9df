"""Says an error whose parts are objects instead of texts."""
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
    say(json.dumps({"raised": {"type": {"a": [1] * 5000}, "message": [[None]], "traceback": 1e308, "memory": "yes", "peak_mb": -(10**300)}}).encode())
    return x - factor


def shift(x, amount):
    return x + amount
