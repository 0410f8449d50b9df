"""Taking away: environment, descriptors, user, capabilities, and being looked into."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import stat
from collections.abc import Iterable
from pathlib import Path

from runner.sandbox import kernel

FIRST_UID = 60000
KEPT_VARIABLES = frozenset(
    {
        *("LANG", "LC_ALL", "TZ", "MALLOC_ARENA_MAX", "GLIBC_TUNABLES"),
        *("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"),
    }
)
_CAPABILITY_VERSION_3 = 0x20080522
_ENVIRONMENT_FIELDS = slice(49, 51)  # env_start and env_end in /proc/self/stat, proc(5)


def clear_environment() -> None:
    """Leave only what numerical libraries need, and overwrite the block the process was started with.

    The block stays in memory after unsetenv, and a learner's code can read its own memory.
    """
    kept = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES}
    os.environ.clear()
    with contextlib.suppress(ImportError):
        import posix

        posix.environ.clear()
    # The user is in no list of users: who asks for its name, as torch does for that of a folder, is told one here.
    os.environ.update({"LANG": "C.UTF-8", **kept, "HOME": "/", "LOGNAME": "cell"})
    with contextlib.suppress(OSError):
        after_name = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        start, end = map(int, ["", "", *after_name][_ENVIRONMENT_FIELDS])
        ctypes.memset(start, 0, end - start)


def keep_descriptors(kept: Iterable[int]) -> None:
    """Close every descriptor but these."""
    first = 0
    for descriptor in sorted(kept):
        _close_range(first, descriptor - 1)
        first = descriptor + 1
    _close_range(first, 0x7FFFFFFF)


def _close_range(first: int, last: int) -> None:
    if first > last:
        return
    try:
        kernel.syscall("close_range", first, last, 0)
    except OSError:
        os.closerange(first, min(last + 1, os.sysconf("SC_OPEN_MAX")))


def become(user: int) -> None:
    """Be this user and group and no other, from root. Raises OSError without the right to."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def may_become_others() -> bool:
    """Whether this process is the host's root with the right to change users, CAP_SETUID and CAP_SETGID."""
    setgid, setuid = 1 << 6, 1 << 7
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return False
    effective = next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff"))
    return os.geteuid() == 0 and effective & (setgid | setuid) == setgid | setuid


def open_to_others(path: Path, from_root: bool) -> bool:
    """Whether a stranger may read `path`: by its own mode and, if asked, by those of every folder above it."""
    needed = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
    above = path.resolve().parents if from_root else []
    return path.stat().st_mode & needed == needed and all(p.stat().st_mode & stat.S_IXOTH for p in above)


def shrink_bounding_set() -> bool:
    """Give up every capability that a program could ever be given; False without CAP_SETPCAP."""
    for capability in range(64):
        try:
            kernel.prctl(kernel.PR_CAPBSET_DROP, capability)
        except PermissionError:
            return False
        except OSError:  # past the last one this kernel knows
            return True
    return True


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("process", ctypes.c_int)]


def drop_capabilities() -> None:
    """Give up every capability held: effective, permitted, inheritable and ambient."""
    kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    none_at_all = (ctypes.c_uint32 * 6)()
    kernel.syscall("capset", ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), ctypes.byref(none_at_all))


def die_with(parent: int) -> None:
    """Be killed when the parent's thread that forked this process ends; exit at once if it has ended already."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def be_opaque() -> None:
    """No core dump, no tracing, and /proc shows this process's insides to root alone."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def gain_nothing() -> None:
    """no_new_privs: no program started from here on has more rights than this process."""
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
