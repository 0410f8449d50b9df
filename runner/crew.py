"""Threads that wait for work, so that none is started for it.

Whoever starts a thread waits until it runs, and on a small machine the processor goes to somebody else meanwhile: four
of them for each submission were a third of what a quick one takes. The thread that was busy last is given the next
work. `ThreadPoolExecutor` does not say which of its threads wait: since Python 3.12 it starts new ones beside idle ones
where work comes as fast as here, until it has as many as it may.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
Task = tuple[Callable[[], Any], "Future[Any]"]

_at_rest: list[SimpleQueue[Task]] = []  # of each thread that waits, where it is told what to do


def begin(work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Future[Made]:
    """Have `work` done beside this thread. What it raises is printed, since nobody may ever ask for its result."""
    done: Future[Made] = Future()
    try:
        told = _at_rest.pop()
    except IndexError:
        told = SimpleQueue()
        threading.Thread(target=_serve, args=(told,), name="crew", daemon=True).start()
    told.put((partial(work, *given, **named), done))
    return done


def _serve(told: SimpleQueue[Task]) -> None:
    while True:
        work, done = told.get()
        try:
            made = work()
        except BaseException as error:
            traceback.print_exc()
            _at_rest.append(told)
            done.set_exception(error)
        else:
            _at_rest.append(told)  # first: who hears that it is done may have the next work for this thread
            done.set_result(made)
            del made
        del work, done  # or they would be kept until the next work comes


class Later:
    """An action that is done after so many seconds, unless it is called off before."""

    def __init__(self, seconds: float, action: Callable[[], Any]) -> None:
        self._off = threading.Event()
        self._work = begin(self._wait, seconds, action)

    def call_off(self) -> None:
        self._off.set()

    def join(self) -> None:
        """Until it is done or called off."""
        self._work.result()

    def _wait(self, seconds: float, action: Callable[[], Any]) -> None:
        if not self._off.wait(seconds):
            action()
