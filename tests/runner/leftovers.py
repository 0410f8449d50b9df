"""What a submission may have left on the host: processes, files, keys, shared memory, sockets, a larger judge."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from runner.sandbox.pool import Pool, Zygote
from runner.sandbox.privileges import FIRST_UID
from tests.runner.submissions import TESTS

MARK = "left-behind-by-hostile"
CELL_USERS = range(FIRST_UID, FIRST_UID + 1000)
SHARED_FOLDERS = ("/", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/home", "/root", str(TESTS.parent))
SETTLES_SECONDS = 5
PR_SET_CHILD_SUBREAPER = 36
LISTENING = "0A"


def adopt_orphans(wanted: bool) -> None:
    """Have processes whose parent ends become children of this one, where they are found."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(wanted), 0, 0, 0)


def children() -> dict[int, list[int]]:
    """The children of every process, ended ones that nobody has waited for included."""
    found: dict[int, list[int]] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            found.setdefault(parent, []).append(int(place.name))
    return found


def descendants(pid: int) -> set[int]:
    tree = children()
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        born = tree.get(waiting.pop(), [])
        found.update(born)
        waiting += born
    return found


def expected_processes(pool: Pool) -> int:
    """For each zygote its spares, the cells handed over ahead, itself, and where it is the first of its namespace, the
    process that waits for it; and the cells that keep a lab's own code.
    """
    made = (zygote.behind + zygote.ahead + 1 + (zygote.level == "strict") for zygote in zygotes(pool))
    return sum(made) + len(pool.shelf)


def zygotes(pool: Pool) -> list[Zygote]:
    """Those at work, those that are to follow, and the one before that was worn out."""
    return [*pool._zygotes.values(), *pool._successors.values(), *pool._worn]


def extra_processes(pool: Pool, others: set[int]) -> list[str]:
    """All descendants where they are not as many as belong, once cells that were ended have had time to go."""
    deadline = time.monotonic() + SETTLES_SECONDS
    while True:
        bury_orphans(pool)
        present = descendants(os.getpid()) - others
        if len(present) == expected_processes(pool):
            return []
        if time.monotonic() > deadline:
            return [described(pid) for pid in sorted(present)]
        time.sleep(0.002)


def bury_orphans(pool: Pool) -> None:
    """Wait for ended processes that came to this one: each zygote that was stopped leaves its namespace's first."""
    own = {zygote.process.pid for zygote in zygotes(pool)}
    for pid in set(children().get(os.getpid(), [])) - own:
        with contextlib.suppress(ChildProcessError):
            if status_of(pid)["State"].startswith("Z"):
                os.waitpid(pid, os.WNOHANG)


def status_of(pid: int) -> dict[str, str]:
    found = dict(line.split(":", 1) for line in lines(f"/proc/{pid}/status"))
    return {name: value.strip() for name, value in {"State": "gone", "PPid": "?", **found}.items()}


def described(pid: int) -> str:
    """A process's parent, state and command."""
    status = status_of(pid)
    command = " ".join(lines(f"/proc/{pid}/cmdline")).replace("\0", " ")
    return f"{pid} of {status['PPid']}, {status['State']}: {command}"


def strange_files() -> list[str]:
    """Files in folders that programs share which bear an attack's mark or belong to a cell's user."""
    found = []
    for folder in SHARED_FOLDERS:
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            try:
                theirs = entry.stat(follow_symlinks=False).st_uid in CELL_USERS
            except OSError:
                continue
            if theirs or MARK in entry.name:
                found.append(entry.path)
    return found


def lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(errors="replace").splitlines()
    except OSError:
        return []


def strange_keys() -> list[str]:
    owners = {line.split(":")[0].strip() for line in lines("/proc/key-users")}
    return [owner for owner in owners if owner.isdecimal() and int(owner) in CELL_USERS] + [
        line for line in lines("/proc/keys") if MARK in line
    ]


def system_v() -> set[str]:
    """Segments, queues and semaphores by kind and identifier."""
    return {
        f"{kind} {line.split()[1]}" for kind in ("shm", "msg", "sem") for line in lines(f"/proc/sysvipc/{kind}")[1:]
    }


def strange_sockets(pool: Pool) -> list[str]:
    """Sockets that listen for a cell's user or bear an attack's mark, in the host's network and in each zygote's."""
    found = [line for line in lines("/proc/net/unix") if MARK in line]
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        rows = [line.split() for line in lines(f"/proc/net/{kind}")[1:]]
        found += [" ".join(row) for row in rows if int(row[7]) in CELL_USERS]
    for zygote in zygotes(pool):
        if zygote.level == "strict":
            for inner in list(descendants(zygote.process.pid))[:1]:
                rows = [line.split() for line in lines(f"/proc/{inner}/net/tcp")[1:]]
                found += [" ".join(row) for row in rows if row[3] == LISTENING]
    return found


@dataclass(frozen=True)
class Judge:
    """How large this process is: memory of its own in MB, descriptors, threads that do something."""

    megabytes: float
    descriptors: int
    threads: int


def cells_in_hand(pool: Pool) -> int:
    """Cells that this process holds the ends of, once those that were taken have been made up for."""
    deadline = time.monotonic() + SETTLES_SECONDS
    while time.monotonic() < deadline:
        if all(zygote.gone.is_set() or zygote._in_hand.qsize() == zygote.ahead for zygote in zygotes(pool)):
            break
        time.sleep(0.002)
    return len(pool.shelf._idle) + sum(zygote._in_hand.qsize() for zygote in zygotes(pool))


def judge_beside(pool: Pool) -> Judge:
    """This process now, but for the socket and the thread of each zygote and the two descriptors of each cell."""
    cells = cells_in_hand(pool)
    gc.collect()
    status = status_of(os.getpid())
    kilobytes = sum(int(status[name].split()[0]) for name in ("RssAnon", "RssShmem"))
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    own = len(zygotes(pool))
    return Judge(kilobytes / 1024, descriptors - own - 2 * cells, int(status["Threads"]) - own - crew_at_rest())


def crew_at_rest() -> int:
    """Threads of runner.crew that wait for work: kept, as many as were ever busy at once."""
    frames = sys._current_frames()
    crew = (frames.get(one.ident or 0) for one in threading.enumerate() if one.name == "crew")
    return sum(frame is not None and frame.f_code.co_name == "_serve" for frame in crew)


def judge_settled(pool: Pool, before: Judge) -> Judge:
    """This process as soon as it holds no more than before, or as it is when it has had time for that: a cell may be
    counted while it is on its way, and only what leaks stays."""
    deadline = time.monotonic() + SETTLES_SECONDS
    while True:
        now = judge_beside(pool)
        if (now.descriptors <= before.descriptors and now.threads <= before.threads) or time.monotonic() > deadline:
            return now
        time.sleep(0.002)
