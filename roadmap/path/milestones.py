"""Milestones of all roadmaps a learner sees: what each requires, what of it is missing, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone

from labs.markdown import Link, Target
from roadmap.links import links_for
from roadmap.path.evidence import Part, TopicProgress
from roadmap.path.models import MilestoneGoal, Roadmap, Tick, Topic
from roadmap.path.parts import EXHIBITS, NOTE
from roadmap.path.standing import Standing, standings
from roadmap.path.tally import State
from roadmap.proofs.beside import WORDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT_BESIDE: Final = (NOTE, *EXHIBITS)


@dataclass(frozen=True)
class Requirement:
    part: Part
    link: Link


@dataclass(frozen=True)
class Claim:
    """A claim made while something was open: when, and what it was, each with where it stands by now."""

    at: datetime
    missing: list[Requirement]


@dataclass
class Milestone:
    """One milestone, once even where it stands on several roadmaps; `standing` is that of the first."""

    topic: Topic
    standing: Standing
    roadmaps: list[Roadmap]
    requirements: list[Requirement]
    target_date: date | None
    claim: Claim | None = None

    @property
    def key(self) -> str:
        return self.topic.concept.key

    @property
    def progress(self) -> TopicProgress:
        return self.standing.at(self.topic)

    @property
    def missing(self) -> int:
        return len(self.progress.open_parts)

    @property
    def days_left(self) -> int | None:
        """Days until the target date, negative when it has passed."""
        return (self.target_date - timezone.localdate()).days if self.target_date else None

    @property
    def days_past(self) -> int:
        return -(self.days_left or 0)


def milestones_of(learner: User) -> list[Milestone]:
    """In the order of the roadmaps; a constant number of queries."""
    goals = dict(MilestoneGoal.objects.filter(learner=learner).values_list("concept", "target_date"))
    found: dict[int, Milestone] = {}
    for standing in standings(learner):
        for topic in standing.topics:
            if topic.is_milestone and topic.concept_id in found:
                found[topic.concept_id].roadmaps.append(standing.roadmap)
            elif topic.is_milestone:
                goal = goals.get(topic.concept_id)
                found[topic.concept_id] = Milestone(topic, standing, [standing.roadmap], [], goal)
    _require(list(found.values()), learner)
    _tell_claims(found, learner)
    return list(found.values())


def _require(milestones: list[Milestone], learner: User) -> None:
    """Fill in what each requires and where it leads."""
    parts = {
        Target(part.kind, part.target)
        for one in milestones
        for part in one.progress.parts
        if part.kind not in KEPT_BESIDE
    }
    links = links_for(learner)(target for target in parts if target.name)
    for milestone in milestones:
        for part in milestone.progress.parts:
            link = _beside(milestone, part.kind) or links.get(Target(part.kind, part.target))
            milestone.requirements.append(Requirement(part, link or _unknown(part)))


def _beside(milestone: Milestone, kind: str) -> Link | None:
    """To the section of the topic's page where evidence of this kind is kept; None for what has a page of its own."""
    if kind not in KEPT_BESIDE:
        return None
    address = reverse("topic", args=[milestone.standing.roadmap.slug, milestone.key])
    return Link(WORDS[kind][0], f"{address}#{kind}-of-{milestone.key}")


def _unknown(part: Part) -> Link:
    return Link(part.target.replace("-", " ") or WORDS[part.kind][0], known=False)


def _tell_claims(milestones: dict[int, Milestone], learner: User) -> None:
    """Fill in what was open when each was claimed. One query."""
    claims = Tick.objects.filter(learner=learner, state=Tick.State.CLAIMED, concept__in=milestones)
    for concept, at, missing in claims.values_list("concept", "at", "missing"):
        milestone = milestones[concept]
        required = {f"{one.part.kind}:{one.part.target}": one for one in milestone.requirements}
        if missing:
            milestone.claim = Claim(at, [required.get(name) or _not_required(name) for name in missing])


def _not_required(name: str) -> Requirement:
    """What a milestone required when it was claimed, and does not any more."""
    kind, _, target = name.partition(":")
    part = Part(kind, target, State.NOT_BEGUN)
    return Requirement(part, Link(f"{kind} {target.replace('-', ' ')}".strip(), known=False))
