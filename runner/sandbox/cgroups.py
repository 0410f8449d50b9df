"""A control group around everything a judge starts: a bound on what all cells hold together, where one is granted.

Each cell has limits of its own (`rlimits`); this one keeps their sum from bringing the host to its knees. Version 2
with delegated controllers, and version 1 with writable hierarchies. See the kernel's documentation, cgroup-v2.rst.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

NAME = "gradus-"
MEMORY_SHARE = 0.75  # of the machine's
TASKS = 4096
GONE_SECONDS = 2.0  # an ended process leaves its group a moment later
ROOT = Path("/sys/fs/cgroup")
LIMITS = {"memory": ("memory.max", "memory.limit_in_bytes"), "pids": ("pids.max", "pids.max")}  # names in 2 and in 1


def enter(judge: int) -> tuple[str, str]:
    """Put this process and what it will fork into the judge's group: what now holds, or else why nothing does."""
    places = _places()
    if not places:
        return "", "control group: none is mounted that bounds memory and processes"
    try:
        for folder in places:
            _sweep(folder)
            group = folder / f"{NAME}{judge}"
            group.mkdir(exist_ok=True)
            for file, value in _limits(group):
                file.write_text(str(value))
            (group / "cgroup.procs").write_text(str(os.getpid()))
    except OSError as error:
        return "", f"control group: not granted ({error.strerror}: {error.filename})"
    return "control group: memory and processes of all cells together", ""


def leave(judge: int) -> None:
    """Take the judge's groups away, once what was in them has ended."""
    deadline = time.monotonic() + GONE_SECONDS
    for folder in _places():
        group = folder / f"{NAME}{judge}"
        while group.exists() and not _removed(group) and time.monotonic() < deadline:
            time.sleep(0.005)


def _places() -> list[Path]:
    """The groups this process is in, one for each controller it needs; none where one of them is missing."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return []
    own = {kinds: path.lstrip("/") for _, kinds, path in (line.split(":", 2) for line in lines)}
    unified = ROOT / _outside(own.get("", ""))
    if _delegated(unified):
        return [unified]
    found = [ROOT / kinds / _outside(path) for kinds, path in own.items() if set(LIMITS) & set(kinds.split(","))]
    return found if len(found) >= len(LIMITS) and all(folder.is_dir() for folder in found) else []


def _outside(path: str) -> str:
    """The path, without a group of ours at its end: a judge that runs inside one makes its own beside it."""
    head, _, last = path.rpartition("/")
    return head if last.startswith(NAME) else path


def _delegated(unified: Path) -> bool:
    """Whether version 2 may hand memory and processes down here, switched on where that is allowed."""
    control = unified / "cgroup.subtree_control"
    try:
        if not set(LIMITS) <= set(control.read_text().split()):
            control.write_text(" ".join(f"+{name}" for name in LIMITS))
    except OSError:
        return False
    return True


def _limits(group: Path) -> list[tuple[Path, int]]:
    """The files to write, those of them that this version of the group has."""
    memory = int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * MEMORY_SHARE)
    wanted = [(group / name, value) for kind, value in (("memory", memory), ("pids", TASKS)) for name in LIMITS[kind]]
    return [(file, value) for file, value in dict(wanted).items() if file.exists()]


def _sweep(folder: Path) -> None:
    """Remove what judges left that ended without closing."""
    for group in folder.glob(f"{NAME}*"):
        pid = group.name.removeprefix(NAME)
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists():
            _removed(group)


def _removed(group: Path) -> bool:
    with contextlib.suppress(OSError):
        group.rmdir()
        return True
    return False
