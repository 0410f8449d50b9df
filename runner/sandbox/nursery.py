"""Cells that are processes of their own, started ahead: what a device needs whose context outlives no fork.

A `Nursery` stands where a zygote stands: it gives cells, ends them and tells how they ended.
"""

from __future__ import annotations

import itertools
import os
import selectors
import signal
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from runner.sandbox import wire
from runner.sandbox.calls import REAP_SECONDS, Cell, Death, SandboxError
from runner.sandbox.gpu import Gpu, find_gpu
from runner.sandbox.oneshot import canary_matrices
from runner.sandbox.pool import START_SECONDS, Pool, start_process
from runner.sandbox.watch import MemoryWatch

CANARY_SECONDS = 60.0
DEATHS_KEPT = 200


class OneShot:
    """One such process as the judge sees it, with a thread that hears it get ready and reaps it."""

    def __init__(self, name: int, device: str, gpu: Gpu | None, ended: Callable[[OneShot], None]) -> None:
        self.name = name
        self.gpu = gpu
        self.told: dict[str, Any] = {}
        self.death: Death | None = None
        self.excess = ""
        self.watch: MemoryWatch | None = None
        self._ended = ended
        self._given = False
        self._lock = threading.Lock()
        self._heard = threading.Event()  # it is ready, or will never be
        self._dead = threading.Event()
        self.control, theirs = socket.socketpair()
        self.output, writing = os.pipe()
        command = [sys.executable, "-m", "runner.sandbox.oneshot", device, str(theirs.fileno()), str(writing)]
        environment = gpu.environment() if gpu else {}
        self.process = start_process(command, [theirs.fileno(), writing], environment)
        theirs.close()
        os.close(writing)
        self._pidfd = os.pidfd_open(self.process.pid)
        threading.Thread(target=self._attend, name=f"oneshot-{self.process.pid}", daemon=True).start()

    def problem(self, seconds: float) -> str:
        """Wait until it is ready; what is wrong with it then, in a sentence, or nothing."""
        if not self._heard.wait(seconds):
            return f"a fresh cell was not ready within {seconds:.0f} s"
        if self.death is not None:
            return f"a fresh cell ended with signal {self.death.signal} or status {self.death.status} before its work"
        left, right = canary_matrices()
        if not np.array_equal(np.array(self.told.get("canary")), left @ right):
            return "a fresh cell multiplied two matrices wrongly"
        return ""

    def bound(self, memory_bytes: int) -> None:
        """From now on: no more memory than that beyond what it holds."""
        if self.watch is None and self.death is None:
            self.watch = MemoryWatch(self.process.pid, memory_bytes, self.gpu, self._exceeded)

    def claim(self) -> bool:
        """Take it for a cell, which then owns its ends; False where it has died."""
        with self._lock:
            self._given = self.death is None
            return self._given

    def kill(self) -> None:
        with self._lock:
            if self.death is None:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def wait(self, seconds: float) -> None:
        """Until it has ended."""
        self._dead.wait(seconds)

    def _exceeded(self, sentence: str) -> None:
        self.excess = sentence
        self.kill()

    def _attend(self) -> None:
        """Hear that it is ready, then wait for its end. What a learner's code sends is not read here."""
        inbox = wire.Inbox(self.control)
        with selectors.DefaultSelector() as selector:
            selector.register(self._pidfd, selectors.EVENT_READ)
            selector.register(self.control, selectors.EVENT_READ)
            while self._pidfd not in (ready := {key.fd for key, _ in selector.select()}):
                if self.control.fileno() in ready and self._hear(inbox):
                    selector.unregister(self.control)
        self._reap()

    def _hear(self, inbox: wire.Inbox) -> bool:
        """Read a part of the message; True where no more of it will come."""
        more = inbox.fill()
        if (message := inbox.take()) is None:
            return not more
        self.told = message
        self._heard.set()
        return True

    def _reap(self) -> None:
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
        if self.watch:
            self.watch.stop()
        with self._lock:
            self.death = Death(ended, code, usage.ru_maxrss, excess=self.excess)
            os.close(self._pidfd)
            if not self._given:
                self.control.close()
                os.close(self.output)
        self._heard.set()
        self._dead.set()
        self._ended(self)


class OneShotCell(Cell):
    """A cell whose memory is watched from the moment it is given a file."""

    def __init__(self, nursery: Nursery, process: OneShot) -> None:
        super().__init__(nursery, process.name, process.control, process.output)
        self.process = process

    def give(self, job: dict[str, Any]) -> None:
        self.process.bound(job["memory_bytes"])
        super().give(job)


class Nursery:
    """Keeps `ahead` processes ready on one device; each serves one submission and is then replaced."""

    level: str = "none"

    def __init__(self, device: str, ahead: int = 2, gpu: Gpu | None = None) -> None:
        self.device, self.ahead, self.gpu = device, ahead, gpu
        self.taken = 0  # never worn: nothing is forked from it
        self.layers: list[str] = []
        self.missing: list[str] = []
        self.gone = threading.Event()
        self._names = itertools.count()
        self._lock = threading.Lock()
        self._changed = threading.Condition()
        self._waiting: deque[OneShot] = deque()
        self._given: dict[int, OneShot] = {}
        self._deaths: dict[int, Death] = {}
        self._fill()

    def wait_ready(self) -> None:
        """Until one is ready; raises `SandboxError` where none will be."""
        if problem := self.canary(START_SECONDS):
            raise SandboxError(f"On {self.device}, {problem}; its words are in the runner's log.")

    def canary(self, seconds: float = CANARY_SECONDS) -> str:
        """Whether the youngest process, which no submission has touched, came up and computes; else what is wrong."""
        with self._lock:
            self._forget_dead()
            if not self._waiting:
                self._waiting.append(self._start())
            youngest = self._waiting[-1]
        problem = youngest.problem(seconds)
        if problem:
            youngest.kill()
            youngest.wait(REAP_SECONDS)
        else:
            self._learn(youngest)
        return problem

    def take(self) -> Cell:
        """A sealed cell; raises `SandboxError` where none comes up."""
        with self._lock:
            self._forget_dead()
            process = self._waiting.popleft() if self._waiting else self._start()
            self._given[process.name] = process
        problem = process.problem(START_SECONDS)
        if problem or not process.claim():
            process.kill()
            raise SandboxError(f"On {self.device}, {problem or 'a cell died'}; its words are in the runner's log.")
        self._learn(process)
        return OneShotCell(self, process)

    def kill(self, cell: int) -> None:
        """End a cell that was given, and start another in its place."""
        if (process := self._given.get(cell)) is not None:
            process.kill()

    def death(self, cell: int, seconds: float) -> Death | None:
        with self._changed:
            self._changed.wait_for(lambda: cell in self._deaths or self.gone.is_set(), seconds)
            return self._deaths.get(cell)

    def pulse(self) -> dict[str, Any] | None:
        """What a heartbeat tells of the GPU: its name and memory."""
        return self.gpu.pulse() if self.gpu else None

    def stop(self) -> None:
        """End every process there is, and wait for each."""
        self.gone.set()
        with self._lock:
            present = [*self._waiting, *self._given.values()]
            self._waiting.clear()
        for process in present:
            process.kill()
        for process in present:
            process.wait(REAP_SECONDS)
        with self._changed:
            self._changed.notify_all()

    def _start(self) -> OneShot:
        return OneShot(next(self._names), self.device, self.gpu, self._ended)

    def _fill(self) -> None:
        with self._lock:
            self._forget_dead()
            while not self.gone.is_set() and len(self._waiting) < self.ahead:
                self._waiting.append(self._start())

    def _ended(self, process: OneShot) -> None:
        """Keep how a process died; replace it if it was given away. One that never came up is not: that would spin."""
        with self._lock:
            given = self._given.pop(process.name, None) is not None
        with self._changed:
            assert process.death is not None
            self._deaths[process.name] = process.death
            while len(self._deaths) > DEATHS_KEPT:
                del self._deaths[next(iter(self._deaths))]
            self._changed.notify_all()
        if given:
            self._fill()

    def _forget_dead(self) -> None:
        self._waiting = deque(process for process in self._waiting if process.death is None)

    def _learn(self, process: OneShot) -> None:
        self.layers, self.missing, self.level = (process.told[name] for name in ("ready", "missing", "level"))


def pool_for(device: str, spares: int = 2, gpu: str = "0") -> Pool:
    """Where cells for a device come from: zygotes, or for cuda processes on that one GPU; raises `GpuError`."""
    return Pool(nursery=Nursery("cuda", gpu=find_gpu(gpu))) if device == "cuda" else Pool(spares=spares)
