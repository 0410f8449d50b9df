"""The judge's side of the sandbox: zygotes kept warm, cells taken from them, calls made and bounded.

Nothing a cell does raises here: every call ends in a `Reply`.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from runner.sandbox import wire

if TYPE_CHECKING:
    from runner.sandbox.nursery import Nursery

START_SECONDS = 120.0  # a cold disk may take long to bring torch in
HANDOVER_SECONDS = 20.0
REAP_SECONDS = 5.0
DYING_SECONDS = 0.25  # between a cell's last word and its end; one that lives on has closed its channel
RECYCLE_AFTER = 400  # cells: children share the zygote's address layout, so it is renewed now and then
OUTPUT_FLOOD_BYTES = 8 * 1024 * 1024
OBSERVED_BYTES = 2 * wire.FRAME_BYTES  # written by one cell in all: shared memory that its own limits do not count
REPORTS_KEPT = 2000
RUNNER_ROOT = Path(__file__).resolve().parent.parent.parent


class SandboxError(RuntimeError):
    """Our own machinery failed: nobody's submission is to blame."""


class Came(StrEnum):
    """How one call to a cell ended."""

    BACK = "back"  # a well-formed observation
    RAISED = "raised"  # an exception in the learner's code
    UNREADABLE = "unreadable"  # the file does not parse
    FORBIDDEN = "forbidden"  # the file names what the lab asks to build
    UNSENDABLE = "unsendable"  # a result of a kind that cannot be compared
    MALFORMED = "malformed"  # the channel was abused
    FLOODED = "flooded"  # it printed without end
    TIMED_OUT = "timed_out"
    GONE = "gone"  # the process ended before answering
    CANCELLED = "cancelled"


@dataclass
class Reply:
    """What one call brought. `seconds` is the judge's clock; `output` what was printed meanwhile."""

    came: Came
    value: Any = None
    inputs_after: dict[str, Any] = field(default_factory=dict)
    error: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    output: str = ""


@dataclass(frozen=True)
class Death:
    """How a cell's process ended: a signal or an exit status, and the most memory it held.

    `outlived`: it had closed its channel and went on until it was ended. `excess`: why the judge ended it, where it
    held too much memory.
    """

    signal: int = 0
    status: int = 0
    peak_kb: int = 0
    outlived: bool = False
    excess: str = ""


class Home(Protocol):
    """Where a cell comes from: it ends the cell, and knows how it ended. `gone`: it has ended itself."""

    gone: threading.Event

    def kill(self, cell: int) -> None: ...

    def death(self, cell: int, seconds: float) -> Death | None: ...


class Cell:
    """One sandboxed process, as the judge sees it. Use once: load one file, call its probes, close.

    `lasting`: it takes so long to make another that our own code may be loaded into it one file after the other.
    """

    lasting = False

    def __init__(self, zygote: Home, name: int, control: socket.socket, output: int) -> None:
        self.zygote = zygote
        self.name = name
        self.control = control
        self.output = output
        self.inbox = wire.Inbox(control, max_fds=1)
        self.on_report: Callable[[dict[str, Any]], None] = lambda _: None
        self.cancelled: Callable[[], bool] = lambda: False
        self.output_cap = 64 * 1024
        self.printed = 0
        self.observed = 0
        self.alive = True
        os.set_blocking(output, False)
        control.setblocking(False)

    def load(self, job: dict[str, Any], deadline: float) -> Reply:
        """Send the learner's file with all that the cell must know; the answer names what it lacks."""
        fd = wire.frame_buffer(job)
        try:
            reply, answer = self._call({"op": "load"}, [fd], deadline)
        finally:
            os.close(fd)
        if reply.came is Came.BACK:
            reply.value = _names(answer.get("missing"))
        return reply

    def call(
        self,
        probe: str,
        inputs: int,
        nonces: list[str],
        deadline: float,
        *,
        precise: bool = False,
        reports: bool = False,
    ) -> list[Reply]:
        """Call one probe on every case in the buffer `inputs`; one reply each, every one with its call's nonce.

        Where the cell ended before it answered, one reply says how. `precise` asks for all cases a second time in
        double precision, behind the others: then there are two nonces a case.
        """
        outputs = wire.new_buffer("outputs", wire.FRAME_BYTES)
        request = {"op": "run", "probe": probe, "nonces": nonces, "capacity": wire.FRAME_BYTES}
        try:
            reply, _ = self._call({**request, "precise": precise, "reports": reports}, [inputs, outputs], deadline)
            return self._read(reply, outputs, nonces) if reply.came is Came.BACK else [reply]
        finally:
            os.close(outputs)

    def close(self) -> None:
        """End the cell without waiting for it."""
        if self.alive:
            self.alive = False
            self.zygote.kill(self.name)
        if self.output >= 0:
            self.control.close()
            os.close(self.output)
            self.output = -1

    def death(self) -> Death:
        """How the process ended; waits for it a moment, then ends it. An unknown end counts as a kill."""
        death = self.zygote.death(self.name, DYING_SECONDS)
        if death is None:
            self.close()
            death = self.zygote.death(self.name, REAP_SECONDS) or Death(signal=signal.SIGKILL)
            death = replace(death, outlived=True)
        return death

    def _read(self, reply: Reply, outputs: int, nonces: list[str]) -> list[Reply]:
        try:
            self.observed += os.fstat(outputs).st_blocks * 512
            if self.observed > OBSERVED_BYTES:
                raise wire.Malformed(f"more than {OBSERVED_BYTES // 2**20} MB were written in all")
            frame = wire.decode(wire.read_frozen(outputs))
            if not isinstance(frame, list) or [one[0] for one in frame] != nonces:
                raise wire.Malformed("the observations are not of this call")
            replies = [_reply(told) for _, told in frame]
        except (wire.Malformed, LookupError, TypeError, ValueError) as error:
            self.close()
            return [replace(reply, came=Came.MALFORMED, error={"message": str(error)})]
        replies[0].output = reply.output
        for one in replies:
            one.seconds = reply.seconds / len(replies)
        return replies

    def _call(self, request: dict[str, Any], fds: list[int], deadline: float) -> tuple[Reply, dict[str, Any]]:
        start = time.perf_counter()
        chunks: list[bytes] = []
        try:
            wire.send_message(self.control, request, fds)
            came, answer = self._await(deadline, chunks)
        except wire.Malformed as error:
            came, answer = Came.MALFORMED, {"message": str(error)}
        except OSError:
            came, answer = Came.GONE, {}
        reply = Reply(came, error=answer if came is not Came.BACK else {}, seconds=time.perf_counter() - start)
        with contextlib.suppress(OSError):
            self._drain(chunks)
        reply.output = clean_text(b"".join(chunks).decode("utf-8", "replace"))
        if came in (Came.TIMED_OUT, Came.FLOODED, Came.MALFORMED, Came.CANCELLED):
            self.close()
        return reply, answer

    def _await(self, deadline: float, chunks: list[bytes]) -> tuple[Came, dict[str, Any]]:
        """Wait for the answer, draining prints and reports; raises Malformed or OSError."""
        reports = 0
        with selectors.DefaultSelector() as selector:
            selector.register(self.control, selectors.EVENT_READ)
            selector.register(self.output, selectors.EVENT_READ)
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    return Came.TIMED_OUT, {}
                if self.cancelled():
                    return Came.CANCELLED, {}
                ready = {key.fd for key, _ in selector.select(min(left, 0.25))}
                if self.output in ready and not self._drain(chunks):
                    selector.unregister(self.output)
                if self.printed > OUTPUT_FLOOD_BYTES:
                    return Came.FLOODED, {}
                if self.control.fileno() not in ready:
                    continue
                if not self.inbox.fill():
                    return Came.GONE, {}
                for fd in self.inbox.take_fds():
                    os.close(fd)
                while (message := self.inbox.take()) is not None:
                    if "report" not in message:
                        return _sort(message)
                    reports += 1
                    if reports <= REPORTS_KEPT and isinstance(message["report"], dict):
                        self.on_report(message["report"])

    def _drain(self, chunks: list[bytes]) -> bool:
        """Take what was printed; what is over the cap is counted and dropped. False at the pipe's end."""
        while True:
            try:
                data = os.read(self.output, 65536)
            except BlockingIOError:
                return True
            if not data:
                return False
            room = max(0, self.output_cap - self.printed)
            self.printed += len(data)
            if room:
                chunks.append(data[:room])
            if self.printed > OUTPUT_FLOOD_BYTES:
                return True


def _reply(told: dict[str, Any]) -> Reply:
    """One observation off the frame; raises Malformed."""
    if "value" in told:
        return Reply(Came.BACK, told["value"], dict(told["inputs"]))
    came, error = _sort(told)
    if came not in (Came.RAISED, Came.UNSENDABLE):
        raise wire.Malformed("an observation of no known kind")
    return Reply(came, error=error)


def _sort(message: dict[str, Any]) -> tuple[Came, dict[str, Any]]:
    if "done" in message or "loaded" in message:
        return Came.BACK, message
    if isinstance(message.get("raised"), dict):
        told = message["raised"]
        return Came.RAISED, {
            **{k: clean_text(str(told.get(k, "")))[:6000] for k in ("type", "message", "traceback")},
            "memory": told.get("memory") is True,
            "peak_mb": told["peak_mb"] if isinstance(told.get("peak_mb"), int) and 0 <= told["peak_mb"] < 2**30 else 0,
        }
    for came in (Came.UNREADABLE, Came.FORBIDDEN, Came.UNSENDABLE):
        if isinstance(message.get(came.value), str):
            return came, {"message": clean_text(message[came.value])[:2000]}
    raise wire.Malformed("an answer of no known kind")


def _names(value: Any) -> list[str]:
    return [clean_text(str(n))[:80] for n in value][:100] if isinstance(value, list) else []


def clean_text(text: str) -> str:
    """Text from a cell, without the control characters that a terminal or a page would act on."""
    text = text.encode("utf-8", "replace").decode()
    return "".join(c for c in text if c in "\n\t" or (c.isprintable()))


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
    """One warm process and the thread that reads what it says."""

    def __init__(self, flavour: str, spares: int, namespaces: bool = True) -> None:
        self.flavour = flavour
        self.taken = 0
        self.retired = False
        self.layers: list[str] = []
        self.missing: list[str] = []
        self.level = "none"
        self._tickets = itertools.count()
        self._lock = threading.Lock()
        self._answers: dict[int, queue.SimpleQueue[tuple[int, list[int]] | None]] = {}
        self._deaths: dict[int, Death] = {}
        self._changed = threading.Condition()
        self._ready = threading.Event()
        self.gone = threading.Event()
        self.socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "runner.sandbox.zygote", flavour, str(theirs.fileno()), str(spares)]
        command += [] if namespaces else ["--no-namespaces"]
        self.process = start_process(command, [theirs.fileno()])
        theirs.close()
        self.inbox = wire.Inbox(self.socket)
        threading.Thread(target=self._listen, name=f"zygote-{flavour}", daemon=True).start()

    def wait_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._ready.wait(0.05):
            if self.gone.is_set() or time.monotonic() > deadline:
                raise SandboxError(f"The {self.flavour} zygote did not start; its words are in the runner's log.")

    def take(self) -> Cell:
        """A sealed cell; raises `SandboxError` where the zygote is gone or stuck."""
        self.wait_ready()
        ticket = next(self._tickets)
        answer: queue.SimpleQueue[tuple[int, list[int]] | None] = queue.SimpleQueue()
        self._answers[ticket] = answer
        try:
            self._say({"op": "take", "ticket": ticket})
            given = answer.get(timeout=HANDOVER_SECONDS)
        except (OSError, queue.Empty):
            given = None
        finally:
            self._answers.pop(ticket, None)
        if given is None:
            self.stop()
            raise SandboxError(f"The {self.flavour} zygote gave no cell.")
        self.taken += 1
        name, (control, output) = given
        return Cell(self, name, socket.socket(fileno=control), output)

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

    def _say(self, message: dict[str, Any]) -> None:
        with self._lock:
            wire.send_message(self.socket, message)

    def _listen(self) -> None:
        with contextlib.suppress(OSError, wire.Malformed):
            while (message := self.inbox.receive()) is not None:
                self._hear(message)
        self.gone.set()
        for answer in list(self._answers.values()):
            answer.put(None)
        with self._changed:
            self._changed.notify_all()

    def _hear(self, message: dict[str, Any]) -> None:
        if "ticket" in message:
            fds = self.inbox.take_fds()
            waiting = self._answers.get(message["ticket"])
            if waiting is not None:
                waiting.put((message["cell"], fds))
            else:
                for fd in fds:
                    os.close(fd)
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
            self._ready.set()


def zygote_environment() -> dict[str, str]:
    """What the zygote may know of the runner's environment: where its interpreter lies, and one thread everywhere."""
    kept = {k: os.environ[k] for k in ("PATH", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if k in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
    return {**kept, **threads, "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(RUNNER_ROOT)}


class Pool:
    """Warm zygotes by flavour; a dead or worn one is replaced when the next cell is asked for.

    `namespaces=False` leaves those out, as a host that refuses them would. With a `nursery` there are no zygotes: every
    cell is one of its processes, as a GPU's must be.
    """

    def __init__(self, spares: int = 2, *, namespaces: bool = True, nursery: Nursery | None = None) -> None:
        self.spares = spares
        self.nursery = nursery
        self.namespaces = namespaces
        self._zygotes: dict[str, Zygote] = {}
        self._worn: list[Zygote] = []
        self._lock = threading.Lock()

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
            if present is None or present.gone.is_set() or present.taken >= RECYCLE_AFTER:
                if present is not None:
                    self._retire(present)
                self._zygotes[flavour] = present = Zygote(flavour, self.spares, self.namespaces)
            return present

    def take(self, flavour: str) -> Cell:
        """A fresh cell, ready to load one submission."""
        return self.nursery.take() if self.nursery else self.zygote(flavour).take()

    def canary(self) -> str:
        """Whether what cells come from is sound after a job: what is wrong, in words, or nothing."""
        return self.nursery.canary() if self.nursery else ""

    def level(self) -> str:
        """The weakest isolation among the zygotes that are up: strict, standard or none."""
        levels = [self.nursery.level] if self.nursery else [z.level for z in self._zygotes.values()]
        return min(levels, key=["none", "standard", "strict"].index, default="none")

    def close(self) -> None:
        """End every zygote and every cell."""
        if self.nursery:
            self.nursery.stop()
        with self._lock:
            for zygote in [*self._zygotes.values(), *self._worn]:
                zygote.stop()
            self._zygotes.clear()
            self._worn.clear()

    def _retire(self, zygote: Zygote) -> None:
        """Keep a worn zygote until the next one wears out: its last cells may still be working."""
        for old in self._worn:
            old.stop()
        self._worn = [zygote]


def flavour_of(framework: str) -> str:
    """The zygote a lab's cells are forked from: torch is not even visible to a lab that does not use it."""
    return "torch" if framework == "torch" else "numpy"
