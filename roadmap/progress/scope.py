"""What belongs to one roadmap: its concepts, the labs they ask for, the papers it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from labs.catalogue import catalogue
from roadmap.notes.models import LinkKind, NoteLink
from roadmap.papers.identifiers import normalised
from roadmap.papers.models import Paper
from roadmap.path.models import Roadmap, Topic, TopicLink
from roadmap.path.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Scope:
    """`labs` are those here, in reading order."""

    roadmap: Roadmap
    labs: tuple[str, ...]

    @classmethod
    def of(cls, course: Standing) -> Scope:
        return cls(course.roadmap, tuple(dict.fromkeys(labs_of(course))))

    @property
    def concepts(self) -> QuerySet[Topic, Any]:
        """Their keys. A subquery: a roadmap may have more topics than a query may have parameters."""
        return Topic.objects.filter(phase__roadmap=self.roadmap).order_by().values("concept__key")

    def about(self, kind: str, subject: str, lab: str = "lab", topic: str = "topic") -> Q:
        """Rows whose field `subject` names a lab or a concept, as their field `kind` says."""
        labs = Q(**{kind: lab, f"{subject}__in": self.labs})
        return labs | Q(**{kind: topic, f"{subject}__in": self.concepts})

    def noted(self) -> Exists:
        """Notes that stand beside a topic or a lab, or link to one."""
        links = NoteLink.objects.filter(note=OuterRef("pk"))
        return Exists(links.filter(self.about("kind", "target", LinkKind.LAB, LinkKind.TOPIC)))

    def papers(self, learner: User) -> list[int]:
        """The learner's papers that it names, by their numbers, however they are spelled. Two queries."""
        links = TopicLink.objects.filter(topic__phase__roadmap=self.roadmap, kind=TopicLink.Kind.PAPER)
        named = {normalised(name) for name in links.order_by().values_list("target", flat=True).distinct()}
        known = Paper.objects.of(learner).order_by().values_list("pk", "key", "arxiv_id", "doi")
        return [pk for pk, *names in known if named & {normalised(name) for name in names if name}]


def labs_of(course: Standing) -> Iterator[str]:
    """The labs here that a roadmap's leaves ask for, in reading order; one may come several times."""
    here = catalogue()
    for topic in course.topics:
        yield from (part.target for part in course.at(topic).parts if part.kind == "lab" and part.target in here)
