"""One round: a walk brought to a step, a victim killed there, and what must hold afterwards. Many of them: a series."""

from __future__ import annotations

import queue
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.chaos.house import House, is_gone, standing, until
from tests.chaos.steps import RIGHT, STEPS, WRONG, Walk, walking
from tests.chaos.victims import VICTIMS

RECOVERED_SECONDS = 30.0
CANCELLED = "nobody: cancelled"
PATIENCE_SECONDS = 90.0  # so that a slow recovery is measured and not only missed


@dataclass
class Outcome:
    """What became of one round. `problem` is empty where all held; `seconds` count from the victim's return."""

    step: str
    victim: str
    seconds: float = 0.0
    submissions: int = 0
    attempts: int = 0
    fell: tuple[str, ...] = ()  # parts that ended by themselves when another died, and were started again
    problem: str = ""


Expected = dict[str, tuple[Any, ...]]


def undisturbed(house: House) -> Expected:
    """The verdict of each source when nobody is killed."""
    verdicts: Expected = {}
    for source in (RIGHT, WRONG):
        submission = house.submit("walker", source)
        until(lambda number=submission: house.record.state(number) == "settled", "an undisturbed run is settled")
        verdicts[source] = house.record.verdict(submission)
    return verdicts


def one_round(house: House, expected: Expected, step: str, victim: str) -> Outcome:
    """Raises AssertionError where anything that must hold does not."""
    with walking(house) as walk:
        for name in house.tend():
            house.await_back(name)
        STEPS[step](walk)
        doomed = house.below_runner() if victim == "runner" else []
        VICTIMS[victim](walk)
        back = time.monotonic()
        fell = await_settled(walk)
        seconds = time.monotonic() - back
    for submission, source in walk.sent.items():
        assert house.record.verdict(submission) == expected[source], house.record.verdict(submission)
        assert house.record.times_settled(submission) == 1
    until(lambda: all(map(is_gone, doomed)), "what died with the victim is gone", RECOVERED_SECONDS)
    assert seconds <= RECOVERED_SECONDS, f"recovered after {seconds:.1f} s"
    attempts = max(map(house.record.attempts, walk.sent))
    return Outcome(step, victim, seconds, len(walk.sent), attempts, fell)


def await_settled(walk: Walk) -> tuple[str, ...]:
    """Waits until all that was sent is settled; gives the parts that ended by themselves meanwhile."""
    record = walk.house.record
    fell: list[str] = []
    waiting = set(walk.sent)

    def all_settled() -> bool:
        fell.extend(walk.house.tend())
        waiting.difference_update([number for number in waiting if record.state(number) == "settled"])
        return not waiting

    until(all_settled, "every accepted submission is settled", PATIENCE_SECONDS)
    return tuple(fell)


def cancelled_round(house: House, expected: Expected, step: str) -> Outcome:
    """Cancelled at a step: settled once, as cancelled, or with the verdict that was already made.

    A running cell is stopped for good: nothing but its end settles the submission.
    """
    with walking(house) as walk:
        submission = STEPS[step](walk)
        asking = threading.Thread(target=house.ask, args=("POST", f"/api/submissions/{submission}/cancel/"))
        asking.start()
        if step != "settling":  # there the database is locked, and the request waits for it
            asking.join()
        begun = time.monotonic()
        if step != "cell running":
            walk.let_go()
        await_settled(walk)
        asking.join()
    seconds = time.monotonic() - begun
    verdict = house.record.verdict(submission)
    made = [expected[walk.sent[submission]]] if step not in ("before it is taken", "cell running") else []
    assert verdict[1] == "cancelled" or verdict in made, verdict
    assert all(house.record.times_settled(number) == 1 for number in walk.sent)
    return Outcome(step, CANCELLED, seconds, len(walk.sent), max(map(house.record.attempts, walk.sent)))


Tell = Callable[[Outcome], None]


def series(wanted: Iterable[tuple[str, str]], houses: int, tell: Tell = lambda _: None) -> list[Outcome]:
    """Rounds of (step, victim), spread over houses that stand side by side. Never raises: an outcome has the problem."""
    rounds: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    for one in wanted:
        rounds.put(one)
    outcomes: list[Outcome] = []

    def noted(outcome: Outcome) -> None:
        outcomes.append(outcome)
        tell(outcome)

    workers = [threading.Thread(target=work_off, args=(rounds, noted)) for _ in range(houses)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return outcomes


def work_off(rounds: queue.SimpleQueue[tuple[str, str]], noted: Tell) -> None:
    """One house after the other until no round is left: a house in which something did not hold is given up."""
    while not rounds.empty():
        with tempfile.TemporaryDirectory(prefix="gradus-chaos-") as folder:
            try:
                with standing(Path(folder) / "house") as house:
                    live_through(house, rounds, noted)
            except Exception:
                noted(Outcome("any", "the house itself", problem=traceback.format_exc()))
                return


def live_through(house: House, rounds: queue.SimpleQueue[tuple[str, str]], noted: Tell) -> None:
    expected = undisturbed(house)
    sound = True
    while sound:
        try:
            step, victim = rounds.get_nowait()
        except queue.Empty:
            break
        outcome = attempted(house, expected, step, victim)
        noted(outcome)
        sound = not outcome.problem
    twice = house.record.ask("SELECT submission FROM chaos_settling GROUP BY submission HAVING count(*) > 1")
    assert not twice, f"settled more than once, later than their rounds: {twice}"


def attempted(house: House, expected: Expected, step: str, victim: str) -> Outcome:
    try:
        if victim in VICTIMS:
            return one_round(house, expected, step, victim)
        return cancelled_round(house, expected, step)
    except Exception:
        return Outcome(step, victim, problem=f"{traceback.format_exc()}\n{house.told()}")
