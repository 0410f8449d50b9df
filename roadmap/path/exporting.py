"""The tables back to an outline, boxes ticked as a learner stands."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from labs.prepared import prepared
from roadmap.path.markdown import Link, Mark, Outline, PhaseText, TopicText, render
from roadmap.path.models import Phase, Roadmap, Topic, TopicLink
from roadmap.path.standing import Standing
from roadmap.path.tally import State


def export(roadmap: Roadmap, standing: Standing) -> str:
    """The roadmap as Markdown: `[x]` for what is proven or claimed, `[-]` for what is skipped."""
    return render(outline_of(roadmap, standing))


def outline_of(roadmap: Roadmap, standing: Standing | None = None) -> Outline:
    """What the roadmap says; every box empty unless `standing` is at hand."""
    links: dict[int, list[Link]] = {}
    for topic, kind, target in _links_of(roadmap):
        links.setdefault(topic, []).append(Link(kind, target))
    texts: dict[int, TopicText] = {}
    phases = {phase.pk: _phase(phase) for phase in roadmap.phases.all()}
    marks = {topic.pk: mark_of(standing.at(topic).state) for topic in standing.topics} if standing else {}
    for pk, phase, parent, key, title, body, kind, proofs in _rows_of(roadmap):
        texts[pk] = TopicText(title, key, marks.get(pk, Mark.OPEN), kind, proofs, links.get(pk, []), body)
        (phases[phase].topics if parent is None else texts[parent].children).append(texts[pk])
    return Outline(roadmap.title, roadmap.slug, roadmap.summary, list(phases.values()))


@prepared
def _links_of(roadmap: Roadmap) -> QuerySet[TopicLink, tuple[int, str, str]]:
    return TopicLink.objects.filter(topic__phase__roadmap=roadmap).values_list("topic", "kind", "target")


@prepared
def _rows_of(roadmap: Roadmap) -> QuerySet[Topic, tuple[Any, ...]]:
    """The topics as plain rows: a roadmap may have ten thousand."""
    columns = ("pk", "phase", "parent", "concept__key", "title", "body", "kind", "proofs")
    return Topic.objects.filter(phase__roadmap=roadmap).order_by("position").values_list(*columns)


def mark_of(state: State) -> Mark:
    return Mark.DONE if state.is_done else Mark.SKIPPED if state is State.SKIPPED else Mark.OPEN


def _phase(phase: Phase) -> PhaseText:
    return PhaseText(phase.title, phase.key, phase.body)
