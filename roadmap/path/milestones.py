"""Milestones of all roadmaps a learner sees: what each requires, what of it is missing, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from labs.markdown import Link, Target
from roadmap.links import links_for
from roadmap.path.evidence import Part, TopicProgress
from roadmap.path.models import MilestoneGoal, Roadmap, Topic
from roadmap.path.standing import Standing, standings

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Requirement:
    part: Part
    link: Link


@dataclass
class Milestone:
    """One milestone, once even where it stands on several roadmaps; `standing` is that of the first."""

    topic: Topic
    standing: Standing
    roadmaps: list[Roadmap]
    requirements: list[Requirement]
    target_date: date | None

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
    return list(found.values())


def _require(milestones: list[Milestone], learner: User) -> None:
    """Fill in what each requires and where it leads."""
    parts = {Target(part.kind, part.target) for one in milestones for part in one.progress.parts}
    links = links_for(learner)(parts)
    for milestone in milestones:
        for part in milestone.progress.parts:
            link = links.get(Target(part.kind, part.target)) or Link(part.target.replace("-", " "), known=False)
            milestone.requirements.append(Requirement(part, link))
