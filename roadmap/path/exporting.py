"""The tables back to an outline, boxes ticked as a learner stands."""

from __future__ import annotations

from roadmap.path.markdown import Link, Mark, Outline, PhaseText, TopicText, render
from roadmap.path.models import Phase, Roadmap, Topic, TopicLink
from roadmap.path.standing import Standing
from roadmap.path.tally import State


def export(roadmap: Roadmap, standing: Standing) -> str:
    """The roadmap as Markdown: `[x]` for what is proven or claimed, `[-]` for what is skipped."""
    return render(outline_of(roadmap, standing))


def outline_of(roadmap: Roadmap, standing: Standing) -> Outline:
    links: dict[int, list[Link]] = {}
    for link in TopicLink.objects.filter(topic__phase__roadmap=roadmap):
        links.setdefault(link.topic_id, []).append(Link(link.kind, link.target))
    texts: dict[int, TopicText] = {}
    phases = {phase.pk: _phase(phase) for phase in roadmap.phases.all()}
    for topic in standing.topics:
        text = texts[topic.pk] = _topic(topic, mark_of(standing.at(topic).state))
        text.links = links.get(topic.pk, [])
        siblings = phases[topic.phase_id].topics if topic.parent_id is None else texts[topic.parent_id].children
        siblings.append(text)
    return Outline(roadmap.title, roadmap.slug, roadmap.summary, list(phases.values()))


def mark_of(state: State) -> Mark:
    return Mark.DONE if state.is_done else Mark.SKIPPED if state is State.SKIPPED else Mark.OPEN


def _phase(phase: Phase) -> PhaseText:
    return PhaseText(phase.title, phase.key, phase.body)


def _topic(topic: Topic, mark: Mark) -> TopicText:
    return TopicText(topic.title, topic.concept.key, mark, topic.kind, topic.proofs, body=topic.body)
