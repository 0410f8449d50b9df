"""Talks with several cells, led side by side by one thread.

A talk is a generator: it yields what it waits for and is gone on with when that may have come. A thread for each cell
would do the same, and hand the interpreter to the next one for every word: that was a fifth of the judge's work.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from math import inf
from typing import Any, TypeVar

LOOK_SECONDS = 0.25  # at most between two looks at what no descriptor tells
Made = TypeVar("Made")


@dataclass(frozen=True)
class Wait:
    """Until one of these descriptors can be read, or the seconds are over; one may also be woken for nothing."""

    descriptors: tuple[int, ...] = ()
    seconds: float = LOOK_SECONDS


# It is told which of its descriptors can be read. Looking for itself would hand the interpreter over once more.
Talk = Generator[Wait, frozenset[int], Made]


class Bell:
    """Wakes the thread that leads talks. Rung before it waits, it is heard all the same."""

    def __init__(self) -> None:
        self._thread = 0  # that hears it
        self._again = False
        self._heard, self._rung = socket.socketpair()
        self._heard.setblocking(False)
        self._rung.setblocking(False)

    def ring(self) -> None:
        if self._thread == threading.get_ident():
            self._again = True
            return
        with contextlib.suppress(OSError):  # it still rings, or nobody listens any more
            self._rung.send(b"!")

    def wait(self, descriptors: Iterable[int], seconds: float) -> frozenset[int]:
        """As `readable`, until it is rung at most."""
        self._thread = threading.get_ident()
        ready = readable([*descriptors, self._heard.fileno()], 0 if self._again else seconds)
        self._again = False
        if self._heard.fileno() in ready:
            with contextlib.suppress(BlockingIOError):
                self._heard.recv(4096)
        return ready

    def close(self) -> None:
        self._heard.close()
        self._rung.close()


class Together:
    """Talks that are led side by side. One may add others. Close it: what is not over by then is given up."""

    def __init__(self) -> None:
        self.bell = Bell()
        self._new: list[Talk[Any]] = []
        self._waits: dict[Talk[Any], Wait] = {}

    def add(self, talk: Talk[Any]) -> None:
        self._new.append(talk)

    def lead(self, until: Callable[[], bool] = lambda: False, seconds: float | None = None) -> None:
        """Go on with all of them until each is over, until `until`, or for so many seconds; raises what one raises.

        Where another thread makes true what one of them waits for, it rings the bell.
        """
        begun = time.monotonic()
        ready = frozenset[int]()
        while True:
            self._go_on(ready)
            if until() or not self._waits:
                return
            left = inf if seconds is None else begun + seconds - time.monotonic()
            if left <= 0:
                return
            least = min(left, *(wait.seconds for wait in self._waits.values()))
            watched = [one for wait in self._waits.values() for one in wait.descriptors]
            ready = self.bell.wait(watched, least)

    def _go_on(self, ready: frozenset[int]) -> None:
        waits: dict[Talk[Any], Wait] = {}
        for talk in self._waits:
            with contextlib.suppress(StopIteration):
                waits[talk] = talk.send(ready)
        while self._new:  # also those that one of them adds
            talk = self._new.pop(0)
            with contextlib.suppress(StopIteration):
                waits[talk] = next(talk)
        self._waits = waits

    def close(self) -> None:
        talks, self._waits, self._new = [*self._waits, *self._new], {}, []
        for talk in talks:
            talk.close()
        self.bell.close()


def readable(descriptors: Iterable[int], seconds: float) -> frozenset[int]:
    """Those that can be read, or are at their end, as soon as there is one; none where the seconds are over.

    They are looked at in their order: what could be read before the first could, is in with it.
    """
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN)
    return frozenset(descriptor for descriptor, _ in poll.poll(seconds * 1000))


def finish(talk: Talk[Made]) -> Made:
    """Lead one talk to its end, and no other meanwhile; what it comes to."""
    try:
        wait = next(talk)
        while True:
            wait = talk.send(readable(wait.descriptors, wait.seconds))
    except StopIteration as over:
        made: Made = over.value
        return made
