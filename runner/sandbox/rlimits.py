"""Resource limits of a cell: small ones from the start, memory and processor time for each job."""

from __future__ import annotations

import os
import resource
import sys

LINUX = sys.platform.startswith("linux")
MEGABYTE = 1 << 20
OPEN_FILES = 256
LARGEST_FILE = 1024 * MEGABYTE
STACK = 8 * MEGABYTE
DEEPEST_STACK = 64 * MEGABYTE
THREADS = 128
_SPARE_SECONDS = 1


def start_small(threads: int) -> None:
    """The limits that hold from before the job is known. `threads` counts every task of the cell's own user."""
    lower("RLIMIT_CORE", 0)
    lower("RLIMIT_NOFILE", OPEN_FILES)
    lower("RLIMIT_FSIZE", LARGEST_FILE)
    lower("RLIMIT_STACK", STACK, DEEPEST_STACK)
    lower("RLIMIT_NPROC", threads)
    for name in ("RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE", "RLIMIT_RTPRIO"):
        lower(name, 0)
    lower("RLIMIT_SIGPENDING", OPEN_FILES)


def lower(name: str, soft: int, hard: int | None = None) -> None:
    """Set a limit, never above the hard one that is there; passed over where the system does not know it."""
    which = getattr(resource, name, None)
    if which is None:
        return
    _, ceiling = resource.getrlimit(which)
    wanted = soft if hard is None else hard
    most = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
    try:
        resource.setrlimit(which, (min(soft, most), most))
    except (OSError, ValueError):
        if LINUX:  # macOS knows some limits by name alone
            raise


def present_size(proc: int) -> tuple[int, int]:
    """Bytes of address space and of private writable memory that this process has, from /proc open at `proc`."""
    statm = os.open("self/statm", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        fields = os.read(statm, 256).split()
    finally:
        os.close(statm)
    page = resource.getpagesize()
    return int(fields[0]) * page, int(fields[5]) * page


def tasks_on_host(proc: int) -> int:
    """How many threads there are in all, from /proc open at `proc`."""
    loadavg = os.open("loadavg", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        return int(os.read(loadavg, 256).split()[3].split(b"/")[1])
    finally:
        os.close(loadavg)


def limit_job(present: tuple[int, int] | None, memory_bytes: int, cpu_seconds: int) -> None:
    """Allow `memory_bytes` more than `present` (space, data), where that is known, and so much processor time in all.

    The data limit counts private memory, the one on address space also what is shared. At the processor limit the
    kernel sends SIGXCPU, which code may ignore; a second later SIGKILL, which it may not.
    """
    if present is not None:
        space, data = present
        lower("RLIMIT_AS", space + memory_bytes)
        lower("RLIMIT_DATA", data + memory_bytes)
    lower("RLIMIT_CPU", cpu_seconds, cpu_seconds + _SPARE_SECONDS)
