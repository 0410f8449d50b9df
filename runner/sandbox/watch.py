"""The judge's eye on a cell's memory, where the kernel's own limits would fight a device's driver."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from runner.sandbox.gpu import Gpu, Reading, read_memory
from runner.sandbox.oneshot import DEVICE_SLACK_BYTES

LOOK_SECONDS = 0.02  # between two looks at the host's memory; asking a driver costs more
DEVICE_LOOK_SECONDS = 0.5
MEGABYTE = 1 << 20


def tree(pid: int) -> Iterator[int]:
    """A process and everything it started, as /proc tells now."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from tree(int(child))


def host_memory(pid: int) -> int:
    """Bytes that a process tree holds for itself: not the libraries' pages, which the machine can read again."""
    return sum(map(_own_memory, tree(pid)))


def _own_memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("RssAnon:", "RssShmem:", "VmSwap:")))


class DeviceAccount:
    """How much of a GPU one process holds beyond what it held at first.

    A driver in another process namespace names processes by numbers that are not ours. One job has the GPU to itself,
    so what the whole device holds more than at first is then taken for the job's: twice the limit, for its reference.
    """

    def __init__(self, gpu: Gpu, pid: int, limit: int) -> None:
        self.gpu, self.pid = gpu, pid
        first = read_memory(gpu)
        self.known = first is not None
        self.single = first is not None and first.of(pid) is not None
        self.base = self._used(first)
        self.limit = (limit + 2 * DEVICE_SLACK_BYTES) * (1 if self.single else 2)

    def beyond(self) -> int:
        return self._used(read_memory(self.gpu)) - self.base

    def _used(self, reading: Reading | None) -> int:
        if reading is None:
            return 0
        return (reading.of(self.pid) or 0) if self.single else reading.total


class MemoryWatch:
    """A thread that looks at one cell's memory until it ends, and says once that it held too much."""

    def __init__(self, pid: int, limit: int, gpu: Gpu | None, over: Callable[[str], None]) -> None:
        self.pid, self.limit, self.over = pid, limit, over
        self.base = host_memory(pid)
        self.account = DeviceAccount(gpu, pid, limit) if gpu else None
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name=f"memory-{pid}", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()

    def _watch(self) -> None:
        look_at_device = time.monotonic()
        while not self._ended.wait(LOOK_SECONDS):
            held = host_memory(self.pid) - self.base
            if held > self.limit:
                self.over(too_much(held, self.limit, ""))
                return
            if self.account and self.account.known and time.monotonic() >= look_at_device:
                look_at_device = time.monotonic() + DEVICE_LOOK_SECONDS
                if (on_device := self.account.beyond()) > self.account.limit:
                    self.over(too_much(on_device, self.limit, " on the GPU"))
                    return


def too_much(held: int, limit: int, where: str) -> str:
    return (
        f"It held {held // MEGABYTE} MB{where}; the limit is {limit // MEGABYTE} MB beyond the warm process. "
        "The run was ended."
    )
