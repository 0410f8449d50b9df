"""The states of a topic, and how the states of leaves add up to that of a parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class State(StrEnum):
    """Where a learner stands with a topic. FADING is proven with its review overdue."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    CLAIMED = "claimed"
    PROVEN = "proven"
    FADING = "fading"
    SKIPPED = "skipped"

    @property
    def is_proven(self) -> bool:
        return self in (State.PROVEN, State.FADING)

    @property
    def is_done(self) -> bool:
        """Proven or claimed: nothing is left to do for it."""
        return self.is_proven or self is State.CLAIMED


def together(states: Sequence[State]) -> State:
    """The state of several parts that all are asked for."""
    if all(state.is_proven for state in states):
        return State.FADING if State.FADING in states else State.PROVEN
    return State.NOT_BEGUN if set(states) == {State.NOT_BEGUN} else State.UNDER_WAY


@dataclass(frozen=True, slots=True)
class Tally:
    """How many leaves are in each state; a fading one counts as proven."""

    proven: int = 0
    claimed: int = 0
    under_way: int = 0
    not_begun: int = 0
    skipped: int = 0

    @staticmethod
    @cache  # states times how many topics a roadmap has
    def of(state: State, many: int = 1) -> Tally:
        return Tally(**{(State.PROVEN if state.is_proven else state).value: many})

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.proven + other.proven,
            self.claimed + other.claimed,
            self.under_way + other.under_way,
            self.not_begun + other.not_begun,
            self.skipped + other.skipped,
        )

    @property
    def leaves(self) -> int:
        """The denominator: every leaf that is not skipped."""
        return self.proven + self.claimed + self.under_way + self.not_begun

    @property
    def proven_share(self) -> float:
        return self.proven / self.leaves if self.leaves else 0.0

    @property
    def claimed_share(self) -> float:
        return self.claimed / self.leaves if self.leaves else 0.0

    @property
    def state(self) -> State:
        """The state of a parent that stands over these leaves."""
        if not self.leaves:
            return State.SKIPPED if self.skipped else State.NOT_BEGUN
        if self.proven == self.leaves:
            return State.PROVEN
        if self.proven + self.claimed == self.leaves:
            return State.CLAIMED
        return State.NOT_BEGUN if self.not_begun == self.leaves else State.UNDER_WAY
