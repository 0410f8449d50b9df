"""The steps of the walk. Each brings a submission there, holds it there while a victim dies, and lets go.

Nothing waits for a guessed time: a step is reached when the gates, the broker or the database say so.
"""

from __future__ import annotations

import contextlib
import http.client
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import psutil

from runner.contract import SETTLE_TASK
from tests.chaos.house import House, until

DOUBLE = "def double(numbers):\n    return [n + n for n in numbers]\n\n\n"
RIGHT = DOUBLE + "def square(numbers):\n    return [n**2 for n in numbers]\n"
WRONG = DOUBLE + "square = double\n"
GRADE = "runner.tasks.grade"


@dataclass
class Walk:
    """The submissions of one round, by number: what each sent; what holds the walk, and what holds the database."""

    house: House
    sent: dict[int, str] = field(default_factory=dict)
    held: ExitStack = field(default_factory=ExitStack)
    locked: ExitStack = field(default_factory=ExitStack)

    def send(self, lab: str, source: str) -> int:
        submission = self.house.submit(lab, source)
        self.sent[submission] = source
        return submission

    def lock(self) -> None:
        """Nobody else writes to the database until `unlock`."""
        self.locked.close()
        self.locked.enter_context(self.house.record.locked())

    def unlock(self) -> None:
        self.locked.close()

    def go_on(self) -> None:
        self.held.close()
        self.house.open_gates()

    def let_go(self) -> None:
        self.unlock()
        self.go_on()


def judged_up_to(walk: Walk, gate: str, source: str = RIGHT) -> int:
    """Sent, begun, and at a gate of the judge."""
    walk.house.hold(gate)
    submission = walk.send("walker", source)
    walk.house.await_at(gate)
    until(lambda: walk.house.record.state(submission) == "running", "it is known to run")
    return submission


def before_it_is_taken(walk: Walk) -> int:
    """The job lies in the broker's queue, behind another that keeps the runner busy."""
    judged_up_to(walk, "doubled")
    waiting = walk.send("in-line", WRONG)
    until(lambda: (GRADE, waiting) in walk.house.queued("cpu"), "the job lies in the queue")
    return waiting


def cell_running(walk: Walk) -> int:
    """The cell was asked and has not answered: every cell that waits is stopped first and one of them is asked then."""
    house = walk.house
    cells = until(house.waiting_cells, "cells wait")
    walk.held.callback(tell_all, cells, signal.SIGCONT)
    tell_all(cells, signal.SIGSTOP)
    submission = walk.send("walker", RIGHT)
    until(lambda: house.record.state(submission) == "running", "it is known to run")
    until(lambda: house.has_begun(submission), "the judge has begun")
    return submission


def tell_all(processes: list[psutil.Process], word: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(word)


def observations_in(walk: Walk) -> int:
    """The last answer of the cell is with the judge, nothing has been said of it."""
    return judged_up_to(walk, "squared")


def events_sent(walk: Walk) -> int:
    """Every check has been told to the page; the mistake is about to be named."""
    return judged_up_to(walk, "diagnosis", WRONG)


def verdict_on_its_way(walk: Walk) -> int:
    """The verdict lies in the broker, and the results worker, which is stopped, has not taken it."""
    submission = judged_up_to(walk, "diagnosis", WRONG)
    house = walk.house
    house.signal("results", signal.SIGSTOP)
    walk.held.callback(house.processes["results"].send_signal, signal.SIGCONT)
    until(lambda: house.hands_full("results"), "the stopped worker has its hands full")
    house.open_gates()
    until(lambda: (SETTLE_TASK, submission) in house.queued("results"), "the verdict lies in the queue")
    return submission


def settling(walk: Walk) -> int:
    """The results worker has the verdict in hand and waits for the database to write it."""
    submission = judged_up_to(walk, "squared")
    walk.lock()
    walk.house.open_gates()
    until(lambda: (SETTLE_TASK, submission) in walk.house.taken(), "the verdict is taken")
    return submission


def being_accepted(walk: Walk) -> int:
    """Committed, and not yet with the broker, which is stopped: the request has not been answered."""
    house = walk.house
    before = house.record.newest()
    house.signal("redis", signal.SIGSTOP)
    walk.held.callback(house.processes["redis"].send_signal, signal.SIGCONT)
    request = threading.Thread(target=send_and_lose, args=(house,), daemon=True)
    request.start()
    submission = int(until(lambda: house.record.newest() > before and house.record.newest(), "the row is committed"))
    until(lambda: handed_over(house, submission), "the job is on its way to the broker")
    walk.sent[submission] = RIGHT
    return submission


def handed_over(house: House, submission: int) -> bool:
    return house.record.ask("SELECT handed_over FROM labs_submission WHERE id = ?", submission)[0][0] is not None


def send_and_lose(house: House) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        house.submit("walker", RIGHT)


Step = Callable[[Walk], int]
STEPS: dict[str, Step] = {
    "before it is taken": before_it_is_taken,
    "cell running": cell_running,
    "observations in": observations_in,
    "events sent": events_sent,
    "verdict on its way": verdict_on_its_way,
    "settling": settling,
    "being accepted": being_accepted,
}


@contextmanager
def walking(house: House) -> Iterator[Walk]:
    """A walk that holds nothing once it is over."""
    walk = Walk(house)
    try:
        yield walk
    finally:
        walk.let_go()
