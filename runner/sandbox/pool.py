"""The warm processes that cells come from: started once, kept, replaced when they wear out or die."""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner.sandbox import cgroups, wire
from runner.sandbox.calls import Cell, Death, SandboxError
from runner.sandbox.shelf import Shelf

if TYPE_CHECKING:
    from runner.sandbox.nursery import Nursery

START_SECONDS = 120.0  # a cold disk may take long to bring torch in
HANDOVER_SECONDS = 20.0
RECYCLE_AFTER = 400  # cells: children share the zygote's address layout, so it is renewed now and then
RUNNER_ROOT = Path(__file__).resolve().parent.parent.parent

# A zygote dies with the thread that started it (the kernel's parent-death signal looks at threads, not processes), so
# all are started from one thread that stays.
_starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="zygote-starter")


def start_process(
    command: list[str], fds: list[int], environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a process of the sandbox that is given these descriptors and little else."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            env={**zygote_environment(), **(environment or {})},
            cwd=RUNNER_ROOT,
            start_new_session=True,
        )

    return _starter.submit(start).result()


class Zygote:
    """One warm process and the thread that reads what it says.

    `spares` cells are in hand before they are asked for, half as many wait behind them. Those that are taken are made
    up for when the next one ends, or at once where none is left: until then the processors are needed by what was
    taken.
    """

    def __init__(self, flavour: str, spares: int, namespaces: bool = True) -> None:
        self.flavour = flavour
        self.taken = 0
        self.retired = False
        self.layers: list[str] = []
        self.missing: list[str] = []
        self.level = "none"
        self.ahead = spares
        self._owed = 0  # of these, taken and not asked for again
        self._lock = threading.Lock()
        self._in_hand: queue.SimpleQueue[Cell | None] = queue.SimpleQueue()
        self._deaths: dict[int, Death] = {}
        self._changed = threading.Condition()
        self._ready = threading.Event()
        self._full = threading.Event()  # all spares are there
        self.gone = threading.Event()
        self.socket, theirs = socket.socketpair()
        self.behind = max(1, spares // 2)  # cells that wait at the zygote, to be handed over next
        command = [sys.executable, "-m", "runner.sandbox.zygote", flavour, str(theirs.fileno()), str(self.behind)]
        command += [] if namespaces else ["--no-namespaces"]
        self.process = start_process(command, [theirs.fileno()])
        theirs.close()
        self.inbox = wire.Inbox(self.socket)
        threading.Thread(target=self._listen, name=f"zygote-{flavour}", daemon=True).start()

    @property
    def ready(self) -> bool:
        """Whether it is up and gives cells."""
        return self._ready.is_set() and not self.gone.is_set()

    @property
    def worn(self) -> bool:
        return self.taken >= RECYCLE_AFTER

    def wait_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._ready.wait(0.05):
            if self.gone.is_set() or time.monotonic() > deadline:
                raise SandboxError(f"The {self.flavour} zygote did not start; its words are in the runner's log.")

    def take(self, *, stays: bool = False) -> Cell:
        """A sealed cell; raises `SandboxError` where the zygote is gone or stuck. One that `stays` ends much later."""
        self.wait_ready()
        try:
            cell = self._in_hand.get(timeout=HANDOVER_SECONDS)
            self._full.clear()
            with self._lock:
                self._owed += 1
            if stays or self._in_hand.empty():
                self._say({"op": "give"})
        except (OSError, queue.Empty):
            cell = None
        if cell is None or self.gone.is_set():
            self._in_hand.put(None)  # for whoever else waits
            self.stop()
            raise SandboxError(f"The {self.flavour} zygote gave no cell.")
        self.taken += 1
        return cell

    def wait_full(self) -> None:
        """Until the spares that were taken are made up for."""
        self._full.wait(START_SECONDS)

    def kill(self, cell: int) -> None:
        with contextlib.suppress(OSError):
            self._say({"op": "kill", "cell": cell})

    def death(self, cell: int, seconds: float) -> Death | None:
        with self._changed:
            self._changed.wait_for(lambda: cell in self._deaths or self.gone.is_set(), seconds)
            return self._deaths.get(cell)

    def stop(self) -> None:
        """End the zygote and with it every cell it made."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(queue.Empty):
            while (cell := self._in_hand.get_nowait()) is not None:
                cell.close()
        self._in_hand.put(None)

    def _say(self, message: dict[str, Any]) -> None:
        with self._lock:
            owed, self._owed = self._owed, 0
            wire.send_message(self.socket, {**message, "give": owed})

    def _listen(self) -> None:
        with contextlib.suppress(OSError, wire.Malformed):
            while (message := self.inbox.receive()) is not None:
                self._hear(message)
        self.gone.set()
        self._in_hand.put(None)
        with self._changed:
            self._changed.notify_all()

    def _hear(self, message: dict[str, Any]) -> None:
        if "cell" in message:
            control, output = self.inbox.take_fds()
            self._in_hand.put(Cell(self, message["cell"], socket.socket(fileno=control), output))
        elif "full" in message:
            self._full.set()
        elif "ended" in message:
            status = message["status"]
            ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
            with self._changed:
                self._deaths[message["ended"]] = Death(ended, code, message["peak_kb"])
                while len(self._deaths) > 200:
                    del self._deaths[next(iter(self._deaths))]
                self._changed.notify_all()
        elif "ready" in message:
            self.layers, self.missing, self.level = message["ready"], message["missing"], message["level"]
            self._owed = self.ahead
            self._say({"op": "give"})
            self._ready.set()


def zygote_environment() -> dict[str, str]:
    """What the zygote may know of the runner's environment: where its interpreter lies, and one thread everywhere."""
    kept = {k: os.environ[k] for k in ("PATH", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if k in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
    return {**kept, **threads, "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(RUNNER_ROOT)}


class Pool:
    """Warm zygotes by flavour; nobody waits for one that follows another, unless that has died.

    A worn one goes on until its successor is up. A dead one is replaced when the next cell is asked for, or before that
    by `keep_warm`.

    `namespaces=False` leaves those out, as a host that refuses them would. With a `nursery` there are no zygotes: every
    cell is one of its processes, as a GPU's must be.
    """

    _open = 0  # pools of this process: they share one control group
    _counting = threading.Lock()

    def __init__(self, spares: int = 2, *, namespaces: bool = True, nursery: Nursery | None = None) -> None:
        self.spares = spares
        self.nursery = nursery
        self.namespaces = namespaces
        self.shelf = Shelf()
        self._closed = False
        with Pool._counting:
            Pool._open += 1
        self._zygotes: dict[str, Zygote] = {}
        self._successors: dict[str, Zygote] = {}
        self._worn: list[Zygote] = []
        self._lock = threading.RLock()

    def warm(self, *flavours: str) -> None:
        """Start these zygotes and wait until they are ready."""
        if self.nursery:
            self.nursery.wait_ready()
            return
        for flavour in flavours:
            self.zygote(flavour)
        for flavour in flavours:
            self.zygote(flavour).wait_ready()

    def zygote(self, flavour: str) -> Zygote:
        with self._lock:
            present = self._zygotes.get(flavour)
            sound = present is not None and not present.gone.is_set()
            if present and sound and not (present.worn and self._successor(flavour).ready):
                return present
            successor = self._successor(flavour)
            if present:
                self._retire(present)
            self._zygotes[flavour] = self._successors.pop(flavour)
            return successor

    def keep_warm(self) -> None:
        """Begin to replace those that have died since they were asked for last."""
        with self._lock:
            for flavour in list(self._zygotes):
                self.zygote(flavour)

    def take(self, flavour: str, *, stays: bool = False) -> Cell:
        """A fresh cell, ready to load one file. One that `stays` is kept when that has been judged."""
        return self.nursery.take() if self.nursery else self.zygote(flavour).take(stays=stays)

    def canary(self) -> str:
        """Whether what cells come from is sound after a job: what is wrong, in words, or nothing."""
        return self.nursery.canary() if self.nursery else ""

    def level(self) -> str:
        """The weakest isolation among the zygotes that are up: strict, standard or none."""
        levels = [self.nursery.level] if self.nursery else [z.level for z in self._zygotes.values()]
        return min(levels, key=["none", "standard", "strict"].index, default="none")

    def close(self) -> None:
        """End every zygote and every cell."""
        self.shelf.clear()
        if self.nursery:
            self.nursery.stop()
        with self._lock:
            for zygote in [*self._zygotes.values(), *self._successors.values(), *self._worn]:
                zygote.stop()
            self._zygotes.clear()
            self._successors.clear()
            self._worn.clear()
        with Pool._counting:
            Pool._open -= not self._closed
            self._closed = True
            if not Pool._open:
                cgroups.leave(os.getpid())

    def _successor(self, flavour: str) -> Zygote:
        """The one that comes next; started where there is none."""
        found = self._successors.get(flavour)
        if found is None or found.gone.is_set():
            found = self._successors[flavour] = Zygote(flavour, self.spares, self.namespaces)
        return found

    def _retire(self, zygote: Zygote) -> None:
        """Keep a worn zygote until the next one wears out: its last cells may still be working."""
        for old in self._worn:
            old.stop()
        self._worn = [zygote]


def flavour_of(framework: str) -> str:
    """The zygote a lab's cells are forked from: torch is not even visible to a lab that does not use it."""
    return "torch" if framework == "torch" else "numpy"
