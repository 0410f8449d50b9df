"""Says that it has loaded, and leaves."""
# lab: scale-and-shift
# verdict: crashed | failed

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


say(b'{"loaded": true, "missing": []}')
os._exit(0)
