"""Trials made ready before a submission comes: while a learner thinks, the next cases are drawn and answered."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import Future
from typing import Any

from runner.lab import Lab
from runner.reference import Reference
from runner.sandbox.pool import Pool
from runner.trial import Trial

LABS_KEPT = 4  # each holds its inputs and answers in the judge's memory


class Sitting:
    """A trial and the reference that answers it, both at work from the start. Serves one submission; close it."""

    def __init__(self, lab: Lab, pool: Pool, device: str, seed: str = "") -> None:
        self.trial = Trial(lab, seed or secrets.token_hex(16))
        self.reference = Reference(self.trial, pool, device)
        self.reference.start()

    def sound(self) -> bool:
        """Whether nothing has gone wrong so far."""
        return not any(_failed(future) for q in self.trial.drawn() for future in (q.plain, q.precise))

    def close(self) -> None:
        self.reference.stop()
        self.trial.close()


class Ahead:
    """At most one sitting for each of the LABS_KEPT labs that were asked for last; its seed is known to nobody."""

    def __init__(self, pool: Pool, device: str) -> None:
        self.pool, self.device = pool, device
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str], Sitting] = {}

    def take(self, lab: Lab) -> Sitting | None:
        """The sitting that waits for this lab as it is now, or None. It may still be at work: that is no matter."""
        with self._lock:
            sitting = self._waiting.pop((lab.slug, lab.digest), None)
        if sitting and not sitting.sound():
            sitting.close()
            return None
        return sitting

    def prepare(self, lab: Lab) -> None:
        """Begin a sitting for this lab's next submission, unless one waits; does not wait for its answers."""
        over: list[Sitting] = []
        with self._lock:
            key = (lab.slug, lab.digest)
            waiting = self._waiting.pop(key) if key in self._waiting else Sitting(lab, self.pool, self.device)
            self._waiting[key] = waiting  # the last one asked for
            while len(self._waiting) > LABS_KEPT:
                over.append(self._waiting.pop(next(iter(self._waiting))))
        for sitting in over:
            sitting.close()

    def wait(self) -> None:
        """Until every sitting that waits has all its answers."""
        with self._lock:
            waiting = list(self._waiting.values())
        for sitting in waiting:
            for question in sitting.trial.all():
                sitting.reference.wait_for(question)

    def close(self) -> None:
        with self._lock:
            waiting, self._waiting = list(self._waiting.values()), {}
        for sitting in waiting:
            sitting.close()


def _failed(future: Future[Any]) -> bool:
    return future.done() and future.exception() is not None
