"""Plain access to Linux system calls, by name, and the few constants that several layers share."""

from __future__ import annotations

import ctypes
import errno
import os
from typing import Any

from runner.sandbox.syscalls import this_machine

MACHINE = this_machine()
_NUMBERS = MACHINE.numbers if MACHINE else {}
_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4


def syscall(name: str, *arguments: Any) -> int:
    """Make the system call; integers are passed at full width, bytes as C strings, None as a null pointer.

    Raises OSError with the kernel's errno, or ENOSYS where this system has no call of that name.
    """
    number = _NUMBERS.get(name)
    if number is None:
        raise OSError(errno.ENOSYS, f"{name}: not on this system")
    result: int = _libc.syscall(ctypes.c_long(number), *(_argument(a) for a in arguments))
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def _argument(value: Any) -> Any:
    if isinstance(value, int):
        return ctypes.c_long(value)
    if isinstance(value, bytes):
        return ctypes.c_char_p(value)
    return ctypes.c_void_p(None) if value is None else value


_libc.syscall.restype = ctypes.c_long


def prctl(option: int, *arguments: int) -> int:
    """The call of that name with its unused arguments zeroed, as newer options demand."""
    return syscall("prctl", option, *arguments, *(0,) * (4 - len(arguments)))
