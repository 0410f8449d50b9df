"""Trials made ready before a submission comes: while a learner thinks, the next cases are drawn and answered."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import Future
from functools import partial
from typing import Any

from runner.crew import Later
from runner.lab import Lab
from runner.reference import Reference
from runner.sandbox.pool import Pool
from runner.sandbox.talk import Together
from runner.trial import Trial

LABS_KEPT = 4  # each holds its inputs and answers in the judge's memory
QUIET_SECONDS = 0.01  # a verdict just sent has yet to be written, and on a small machine by the same processors


class Sitting:
    """A trial, the reference that answers it once it is told to `start`, and the talks that it may be led with.

    Serves one submission; close it.
    """

    def __init__(self, lab: Lab, pool: Pool, device: str, seed: str = "") -> None:
        self.trial = Trial(lab, seed or secrets.token_hex(16))
        self.reference = Reference(self.trial, pool, device)
        self.together = Together()
        self.trial.bells.append(self.together.bell)

    def start(self, *, led: bool = False) -> None:
        """Let the reference begin, unless it has: with the other talks where these are led, else in its own thread."""
        self.reference.start(self.together if led else None)

    def sound(self) -> bool:
        """Whether nothing has gone wrong so far."""
        return not any(_failed(future) for q in self.trial.drawn() for future in (q.plain, q.precise))

    def close(self) -> None:
        self.reference.stop()
        self.together.close()
        self.trial.close()


class Ahead:
    """At most one sitting for each of the LABS_KEPT labs that were asked for last; its seed is known to nobody."""

    def __init__(self, pool: Pool, device: str) -> None:
        self.pool, self.device = pool, device
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str], Sitting] = {}
        self._wanted: dict[tuple[str, str], Lab] = {}  # to be prepared for once it is quiet
        self._quiet: Later | None = None
        self._turn = 0  # of those that waited for quiet; one that is called off too late finds the next number
        self._closed = False

    def take(self, lab: Lab) -> Sitting | None:
        """The sitting that waits for this lab as it is now, or None. It may still be at work: that is no matter.

        Whoever takes one is about to need the processors: what is wanted waits until it is quiet again.
        """
        with self._lock:
            self._wait_for_quiet(False)
            sitting = self._waiting.pop((lab.slug, lab.digest), None)
        if sitting and not sitting.sound():
            sitting.close()
            return None
        return sitting

    def prepare_soon(self, lab: Lab) -> None:
        """Prepare for this lab, and for all that are wanted, once nothing was taken for a moment."""
        with self._lock:
            self._wanted[lab.slug, lab.digest] = lab
            self._wait_for_quiet(True)

    def prepare(self, lab: Lab) -> None:
        """Begin a sitting for this lab's next submission, unless one waits; does not wait for its answers."""
        with self._lock:
            over = self._prepare([lab])
        for sitting in over:
            sitting.close()

    def _wait_for_quiet(self, anew: bool) -> None:
        if self._quiet:
            self._quiet.call_off()
        self._turn += 1
        self._quiet = Later(QUIET_SECONDS, partial(self._prepare_wanted, self._turn)) if anew else None

    def _prepare_wanted(self, turn: int) -> None:
        with self._lock:
            if turn != self._turn:
                return
            wanted, self._wanted = list(self._wanted.values())[-LABS_KEPT:], {}
            over = self._prepare(wanted)
        for sitting in over:
            sitting.close()

    def _prepare(self, labs: list[Lab]) -> list[Sitting]:
        """Begin a sitting for each of these, the lock held; those that are too many now are yet to be closed."""
        for lab in [] if self._closed else labs:
            key = (lab.slug, lab.digest)
            waiting = self._waiting.pop(key) if key in self._waiting else Sitting(lab, self.pool, self.device)
            waiting.start()
            self._waiting[key] = waiting  # the last one asked for
        return [self._waiting.pop(key) for key in list(self._waiting)[:-LABS_KEPT]]

    def wait(self) -> None:
        """Until every sitting that waits has all its answers."""
        with self._lock:
            waiting = list(self._waiting.values())
        for sitting in waiting:
            for question in sitting.trial.all():
                sitting.reference.wait_for(question)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._wait_for_quiet(False)
            waiting, self._waiting = list(self._waiting.values()), {}
        for sitting in waiting:
            sitting.close()


def _failed(future: Future[Any]) -> bool:
    return future.done() and future.exception() is not None
