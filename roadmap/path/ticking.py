"""What a learner says of a topic. Said of a parent, it is said of the leaves under it that are still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from roadmap.path.evidence import Part
from roadmap.path.markdown import plain
from roadmap.path.models import Tick, Topic
from roadmap.path.standing import Standing
from roadmap.path.tally import State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN = (State.NOT_BEGUN, State.UNDER_WAY)


class StillOpenError(Exception):
    """A milestone was to be claimed though something it requires is open, and nobody said that this is meant."""

    def __init__(self, topic: Topic, parts: Sequence[Part]) -> None:
        self.topic, self.parts = topic, parts
        missing = "one thing it requires is" if len(parts) == 1 else f"{len(parts)} things it requires are"
        super().__init__(
            f"“{plain(topic.title)}” was not claimed: {missing} still open. "
            "Look at what is missing under Milestones; it can be claimed there all the same."
        )


def claim(learner: User, standing: Standing, key: str) -> None:
    """Claim a concept. Raises StillOpenError for a milestone that still misses something."""
    for topic in standing.called(key):
        if topic.is_milestone and (missing := standing.at(topic).open_parts):
            raise StillOpenError(topic, missing)
    Tick.objects.set(learner, _sayable(standing, key, Tick.State.CLAIMED), Tick.State.CLAIMED)


def claim_though_open(learner: User, standing: Standing, key: str) -> list[Part]:
    """Claim a milestone whatever it still misses: the learner meant it, and the claim keeps what was open.

    Of a topic that is none it is a claim like any other.
    """
    milestones = [topic for topic in standing.called(key) if topic.is_milestone]
    if not milestones:
        claim(learner, standing, key)
    missing = {f"{part.kind}:{part.target}": part for topic in milestones for part in standing.at(topic).open_parts}
    Tick.objects.set(learner, [topic.concept_id for topic in milestones], Tick.State.CLAIMED, missing)
    return list(missing.values())


def unclaim(learner: User, standing: Standing, key: str) -> None:
    Tick.objects.take_back(learner, _under(standing, key), Tick.State.CLAIMED)


def skip(learner: User, standing: Standing, key: str) -> None:
    Tick.objects.set(learner, _sayable(standing, key, Tick.State.SKIPPED), Tick.State.SKIPPED)


def unskip(learner: User, standing: Standing, key: str) -> None:
    Tick.objects.take_back(learner, _under(standing, key), Tick.State.SKIPPED)


def _under(standing: Standing, key: str) -> Iterable[int]:
    return [leaf.concept_id for topic in standing.called(key) for leaf in standing.leaves(topic)]


def _sayable(standing: Standing, key: str, state: str) -> Iterator[int]:
    """The leaves of which `state` can be said: a leaf itself unless proven; under a parent those still open."""
    for topic in standing.called(key):
        leaves = list(standing.leaves(topic))
        for leaf in leaves:
            progress = standing.at(leaf)
            waits = state == Tick.State.CLAIMED and leaf.is_milestone and progress.open_parts
            if not progress.own.is_proven if leaves == [topic] else progress.own in OPEN and not waits:
                yield leaf.concept_id
