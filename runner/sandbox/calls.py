"""Calls to a cell as the judge makes them: bounded in time and size, each ended in a `Reply`.

Nothing a cell does raises here. Whatever waits for a cell is a `Talk`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from runner.sandbox import wire
from runner.sandbox.talk import LOOK_SECONDS, Talk, Wait, readable

REAP_SECONDS = 5.0
DYING_SECONDS = 0.25  # between a cell's last word and its end; one that lives on has closed its channel
OUTPUT_FLOOD_BYTES = 8 * 1024 * 1024
OBSERVED_BYTES = 2 * wire.FRAME_BYTES  # written by one cell in all: shared memory that its own limits do not count
REPORTS_KEPT = 2000


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


ENDED = (Came.GONE, Came.TIMED_OUT, Came.FLOODED, Came.MALFORMED, Came.CANCELLED)


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
class Unread:
    """How a call ended, and what reads its replies; to be read once, for it holds a buffer."""

    reply: Reply
    read: Callable[[], list[Reply]]


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
    """One sandboxed process, as the judge sees it: load one file, call its probes, close.

    A submission's is used once. One with our own code may `begin_again`, as long as it `waits`, and load another file
    of ours, as long as it is `sound`.
    """

    def __init__(self, zygote: Home, name: int, control: socket.socket, output: int) -> None:
        self.zygote = zygote
        self.name = name
        self.control = control
        self.output = output
        self.inbox = wire.Inbox(control, max_fds=1)
        self.on_report: Callable[[dict[str, Any]], Any] = nobody
        self.cancelled: Callable[[], Any] = nobody
        self.output_cap = 64 * 1024
        self.printed = 0
        self.observed = 0
        self.uses = 1
        self.alive = True
        self.sound = True  # it has answered whatever it was asked so far
        self.given_at = 0.0
        os.set_blocking(output, False)
        control.setblocking(False)
        self.watched: tuple[int, ...] = (control.fileno(), output)

    def give(self, job: dict[str, Any]) -> None:
        """Send a file with all that the cell must know, to be loaded."""
        self.given_at = time.perf_counter()
        fd = wire.frame_buffer(job)
        try:
            with contextlib.suppress(OSError):  # a cell that is gone is found so when its answer is waited for
                wire.send_message(self.control, {"op": "load"}, [fd])
        finally:
            os.close(fd)

    def loaded(self, deadline: float) -> Talk[Reply]:
        """Once the file is loaded: the names it lacks, or why it did not load."""
        reply, answer = yield from self._answer(self.given_at, deadline)
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
        inputs_after: bool = True,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Talk[Unread]:
        """Call one probe on every case in the buffer `inputs`; one reply each, every one with its call's nonce.

        Where the cell ended before it answered, one reply says how. `precise` asks for the cases in double precision,
        `inputs_after` for the inputs as they are after the call; `meanwhile` is done while the cell works.
        """
        outputs = wire.new_buffer("outputs", wire.FRAME_BYTES)
        asked = {"precise": precise, "reports": reports, "inputs_after": inputs_after}
        request = {"op": "run", "probe": probe, "nonces": nonces, "capacity": wire.FRAME_BYTES, **asked}
        try:
            reply, _ = yield from self._call(request, [inputs, outputs], deadline, meanwhile)
        except BaseException:
            os.close(outputs)
            raise
        return Unread(reply, partial(self._replies, reply, outputs, nonces))

    def waits(self) -> bool:
        """Whether it is alive and silent, as between two calls, and so is what it was forked from."""
        return self.alive and not self.zygote.gone.is_set() and not readable([self.control.fileno()], 0)

    def begin_again(self) -> None:
        """Count from zero what one submission may print and write."""
        self.uses += 1
        self.printed = self.observed = 0

    def kill(self) -> None:
        """End the process, from any thread; whoever owns the cell still closes it."""
        if self.alive:
            self.alive = False
            self.zygote.kill(self.name)

    def close(self) -> None:
        """End the cell without waiting for it, and let go of whoever used it.

        They hold the cell too. In a circle with it, all that a submission was asked and answered would stay in memory
        until a collection, which comes every so many submissions and holds up for 60 ms whatever is judged just then.
        """
        self.kill()
        self.on_report = self.cancelled = nobody
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

    def _replies(self, reply: Reply, outputs: int, nonces: list[str]) -> list[Reply]:
        try:
            return self._read(reply, outputs, nonces) if reply.came is Came.BACK else [reply]
        finally:
            os.close(outputs)

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

    def _call(
        self, request: dict[str, Any], fds: list[int], deadline: float, meanwhile: Callable[[], None]
    ) -> Talk[tuple[Reply, dict[str, Any]]]:
        start = time.perf_counter()
        with contextlib.suppress(OSError):
            wire.send_message(self.control, request, fds)
        meanwhile()  # which may find that the cell is to be ended
        return (yield from self._answer(start, deadline))

    def _answer(self, start: float, deadline: float) -> Talk[tuple[Reply, dict[str, Any]]]:
        """Wait for the answer to what was sent at `start`."""
        chunks: list[bytes] = []
        try:
            came, answer = (yield from self._await(deadline, chunks)) if self.alive else (Came.GONE, {})
        except wire.Malformed as error:
            came, answer = Came.MALFORMED, {"message": str(error)}
        except OSError:
            came, answer = Came.GONE, {}
        reply = Reply(came, error=answer if came is not Came.BACK else {}, seconds=time.perf_counter() - start)
        if came in ENDED:  # else it has sent what was printed before it answered, and that is taken
            with contextlib.suppress(OSError):
                self._drain(chunks)
        reply.output = clean_text(b"".join(chunks).decode("utf-8", "replace"))
        self.sound = self.sound and came in (Came.BACK, Came.RAISED)
        if came in (Came.TIMED_OUT, Came.FLOODED, Came.MALFORMED, Came.CANCELLED):
            self.close()
        return reply, answer

    def _await(self, deadline: float, chunks: list[bytes]) -> Talk[tuple[Came, dict[str, Any]]]:
        """Wait for the answer, draining prints and reports; raises Malformed or OSError.

        An answer that is there counts as in time: this thread may have been busy with another talk.
        """
        reports = 0
        while True:
            left = deadline - time.monotonic()
            ready = yield Wait(self.watched, max(0.0, min(left, LOOK_SECONDS)))
            if self.output in ready and not self._drain(chunks):
                self.watched = (self.control.fileno(),)
            if self.printed > OUTPUT_FLOOD_BYTES:
                return Came.FLOODED, {}
            if self.control.fileno() in ready:
                for message in self._heard():
                    if message is None:
                        return Came.GONE, {}
                    if "report" not in message:
                        return _sort(message)
                    reports += 1
                    if reports <= REPORTS_KEPT and isinstance(message["report"], dict):
                        self.on_report(message["report"])
            if time.monotonic() >= deadline:
                return Came.TIMED_OUT, {}
            if self.cancelled():
                return Came.CANCELLED, {}

    def _heard(self) -> Iterator[dict[str, Any] | None]:
        """The messages that are there now; at the end of the channel None, and no message before it."""
        if not self.inbox.fill():
            yield None
        for fd in self.inbox.take_fds():
            os.close(fd)
        while (message := self.inbox.take()) is not None:
            yield message

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


def nobody(*_: Any) -> None:
    """Nobody draws what a cell reports, or cancels what it works on."""


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
