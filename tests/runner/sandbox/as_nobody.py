"""Run a Python script as an ordinary user, from root: `python as_nobody.py SCRIPT ARGUMENT...`.

Where Python or the project lies in a folder closed to others, such as /root, that folder is replaced, in a mount
namespace of this process alone, by one that is open and holds just what is needed.
"""

import os
import sys
from pathlib import Path

from runner.sandbox import kernel

NOBODY = 65534
PROJECT = Path(__file__).resolve().parents[3]
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000


def open_up(needed):
    kernel.syscall("unshare", 0x00020000)
    kernel.syscall("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    for path in needed:
        closed = next((p for p in reversed(path.parents) if not p.stat().st_mode & 0o001), None)
        if closed is not None:
            place = os.open(path, os.O_PATH)
            kernel.syscall("mount", b"tmpfs", os.fsencode(closed), b"tmpfs", 0, b"mode=0755")
            path.mkdir(parents=True)
            kernel.syscall("mount", f"/proc/self/fd/{place}".encode(), os.fsencode(path), None, MS_BIND | MS_REC, None)


if __name__ == "__main__":
    os.umask(0o022)
    open_up(dict.fromkeys(Path(p).resolve() for p in (sys.base_prefix, sys.prefix, PROJECT)))
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
