"""Threads that wait for work, so that none is started for it.

Whoever starts a thread waits until it runs, and on a small machine the processor goes to somebody else meanwhile: four
of them for each submission were a third of what a quick one takes.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

# Far more than all slots together need, for work waits for other work: it must never wait for a thread.
MOST_THREADS: Final = 1000

_crew = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="crew")
Given = ParamSpec("Given")
Made = TypeVar("Made")


def begin(work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Future[Made]:
    """Have `work` done beside this thread. What it raises is printed, since nobody may ever ask for its result."""
    return _crew.submit(_told, partial(work, *given, **named))


def _told(work: Callable[[], Made]) -> Made:
    try:
        return work()
    except BaseException:
        traceback.print_exc()
        raise


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
