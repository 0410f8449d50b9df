"""Landlock: which files a cell may open, and that it reaches no port, no abstract socket and no stranger by signal.

Source: the kernel's Documentation/userspace-api/landlock.rst. Each version of the interface adds rights; a right
that a kernel does not know is left out, and `gaps` says in words what then stays open.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from runner.sandbox import kernel

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << n for n in range(6))
MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM = (1 << n for n in range(6, 13))
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
BIND_TCP, CONNECT_TCP = 1, 2
ABSTRACT_SOCKETS, SIGNALS = 1, 2

READ = READ_FILE | READ_DIR
# What a cell may do in its own folder: all but running programs and making devices and sockets.
KEEP = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM | REFER | TRUNCATE
_ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

_CREATE_VERSION = 1
_PATH_BENEATH = 1
_NO_LOG = 1  # from version 7: denials of untrusted code would flood the host's audit log
TRUNCATION_SINCE = 3
_GAPS = {
    2: "moving files between folders",
    TRUNCATION_SINCE: "truncating files (refused by seccomp instead)",
    4: "TCP ports (refused by seccomp instead)",
    5: "device controls (refused by seccomp instead)",
    6: "signals and abstract sockets (refused by seccomp instead)",
}


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("ports", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("rights", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """The version this kernel speaks; 0 where Landlock is missing or switched off."""
    try:
        return kernel.syscall("landlock_create_ruleset", None, 0, _CREATE_VERSION)
    except OSError:
        return 0


def gaps(spoken: int) -> list[str]:
    """What a kernel of this version does not guard, in words."""
    return [words for since, words in _GAPS.items() if spoken < since]


def file_rights(spoken: int) -> int:
    """Every right on files that the version knows; all of them are handled, so what no rule grants is denied."""
    known = 13 + (spoken >= 2) + (spoken >= TRUNCATION_SINCE) + (spoken >= 5)
    return (1 << known) - 1


def ruleset(spoken: int) -> int:
    """A descriptor of an empty ruleset: nothing may be opened, bound, connected or signalled."""
    rules = _Ruleset(
        file_rights(spoken),
        BIND_TCP | CONNECT_TCP if spoken >= 4 else 0,
        ABSTRACT_SOCKETS | SIGNALS if spoken >= 6 else 0,
    )
    return kernel.syscall("landlock_create_ruleset", ctypes.byref(rules), ctypes.sizeof(rules), 0)


def grant(rules: int, paths: Iterable[Path], rights: int, spoken: int) -> None:
    """Allow `rights` on each path and beneath it; paths that do not exist are passed over."""
    for path in paths:
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, PermissionError):
            continue
        try:
            possible = file_rights(spoken) if path.is_dir() else file_rights(spoken) & _ON_FILES
            if rights & possible:
                beneath = _Beneath(rights & possible, place)
                kernel.syscall("landlock_add_rule", rules, _PATH_BENEATH, ctypes.byref(beneath), 0)
        finally:
            os.close(place)


def restrict(rules: int, spoken: int) -> None:
    """Put the calling thread and what it starts under the ruleset, for good. Needs no_new_privs or CAP_SYS_ADMIN."""
    kernel.syscall("landlock_restrict_self", rules, _NO_LOG if spoken >= 7 else 0)
