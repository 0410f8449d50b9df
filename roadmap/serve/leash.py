"""Runs a command that dies with its parent: `python leash.py PARENT_PID COMMAND ARGUMENT...`

A file of its own, started by path, so that it costs a few milliseconds and needs nothing installed. The
death signal survives the exec, so that even a parent killed with SIGKILL leaves nobody behind (Linux; elsewhere
the command simply runs).
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, last_words: signal.Signals) -> None:
    """Asks the kernel to send `last_words` to this process when its parent ends."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(last_words), 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), last_words)


def leashed(command: list[str]) -> list[str]:
    """The command line that runs `command` as a child that this process takes along when it dies."""
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *command]


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]), signal.SIGKILL)
    os.execvp(sys.argv[2], sys.argv[2:])
