"""Names somebody else's socket in a message on its own control socket."""
# lab: scale-and-shift
# verdict: raised

import os
import socket
import stat

for fd in range(256):
    try:
        mode = os.fstat(fd).st_mode
    except OSError:
        continue
    if stat.S_ISSOCK(mode):
        socket.socket(fileno=os.dup(fd)).sendmsg([b""], [], 0, "/run/systemd/journal/dev-log")
        break


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
