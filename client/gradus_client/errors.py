"""How a command ends other than well: a sentence that says what happened, what was kept, what to do.

Stopped
├── Refused       2  it cannot be done as it was asked
├── NoConnection  3  nobody answers, or not as Gradus does
├── NotSignedIn   4
├── Ours          5  the fault is on this side
└── InTheWay      6  something of yours would have been written over; it was left as it is
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """What a script reads in $?."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NO_CONNECTION = 3
    NOT_SIGNED_IN = 4
    OURS = 5
    IN_THE_WAY = 6
    INTERRUPTED = 130


class Stopped(Exception):
    """`problem` is what the API said, where it was the API that said no."""

    code = Exit.OURS

    def __init__(self, sentence: str, problem: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.problem = dict(problem or {})

    @property
    def status(self) -> int:
        return int(self.problem.get("status") or 0)

    def adding(self, sentence: str) -> Stopped:
        """The same with one more sentence."""
        return type(self)(f"{self.sentence} {sentence}", self.problem)

    def as_json(self) -> dict[str, Any]:
        return {"error": self.sentence, "exit": int(self.code), "problem": self.problem or None}


class Refused(Stopped):
    code = Exit.USAGE


class NoConnection(Stopped):
    code = Exit.NO_CONNECTION


class NotSignedIn(Stopped):
    code = Exit.NOT_SIGNED_IN


class Ours(Stopped):
    code = Exit.OURS


class InTheWay(Stopped):
    code = Exit.IN_THE_WAY
