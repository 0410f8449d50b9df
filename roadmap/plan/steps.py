"""Which topic to take next: in the roadmap's order, and only where what its lab builds on is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from labs.catalogue import catalogue
from labs.prerequisites import before
from roadmap.path.models import Topic, TopicKind
from roadmap.path.standing import Standing
from roadmap.path.tally import State
from runner.lab import Lab


@dataclass(frozen=True)
class Step:
    """A topic and the lab of it to open; `builds_on` are labs that should come first and are open."""

    course: Standing
    topic: Topic
    lab: Lab
    builds_on: tuple[Lab, ...] = ()


@dataclass(frozen=True)
class Otherwise:
    """A topic that no lab here proves: an explanation, an artefact, a reading does."""

    course: Standing
    topic: Topic
    kinds: tuple[str, ...]


def next_steps(courses: Sequence[Standing], passed: set[str], seen: Iterable[Standing] | None = None) -> list[Step]:
    """Topics of `courses` to take next, the first one first: those that are ready, then those that wait for a lab.

    `seen` are all the roadmaps there are to the learner: a prerequisite may be met on another than those followed.
    """
    met = passed | known_labs(courses if seen is None else seen)
    steps: dict[str, Step] = {}
    for course in courses:
        for topic, lab in _open_labs(course):
            if lab.slug not in steps:
                steps[lab.slug] = Step(course, topic, lab, _missing(lab, met))
    return sorted(steps.values(), key=lambda step: bool(step.builds_on))


def known_labs(courses: Iterable[Standing]) -> set[str]:
    """Labs of the topics that the learner says they know, or leaves out: nobody has to pass them to go on."""
    said = (State.CLAIMED, State.SKIPPED)
    return {
        part.target
        for course in courses
        for own in course.progress.topics.values()
        if own.own in said
        for part in own.parts
        if part.kind == "lab"
    }


def _missing(lab: Lab, met: set[str]) -> tuple[Lab, ...]:
    return tuple(one for one in before(lab) if one.slug not in met)


def _open_labs(course: Standing) -> Iterator[tuple[Topic, Lab]]:
    """Of each topic that is not done, the first lab not begun. One with a lab under way goes on with that."""
    labs = catalogue()
    for topic in open_leaves(course):
        parts = [part for part in course.at(topic).parts if part.kind == "lab" and part.target in labs]
        states = {part.state for part in parts}
        if State.UNDER_WAY not in states and State.NOT_BEGUN in states:
            yield topic, next(labs[part.target] for part in parts if part.state is State.NOT_BEGUN)


def by_words(courses: Iterable[Standing]) -> Iterator[Otherwise]:
    """Topics that are open and have no lab here left to pass, in the roadmaps' order."""
    labs = catalogue()
    for course in courses:
        for topic in open_leaves(course):
            own = course.at(topic)
            if all(part.state.is_proven or part.target not in labs for part in own.parts if part.kind == "lab"):
                yield Otherwise(course, topic, tuple(own.kinds))


def open_leaves(course: Standing) -> Iterator[Topic]:
    """Topics of which something is still to be proven, in reading order; milestones, habits and readings are none."""
    for topic in course.topics:
        own = course.at(topic)
        if topic.kind == TopicKind.TOPIC and own.is_leaf and own.own in (State.NOT_BEGUN, State.UNDER_WAY):
            yield topic
