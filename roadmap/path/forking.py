"""A built-in roadmap as a learner's own: copied, compared with the original, brought up to it.

A fork keeps the concepts of its topics, so what was proven stays proven.
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction

from roadmap.keyed import Keyed
from roadmap.path.differences import Change, compare, places
from roadmap.path.editing import NotThereError, Spot, phase_called, spot_of
from roadmap.path.exporting import outline_of
from roadmap.path.importing import note_origin, own_slug
from roadmap.path.markdown import Outline, PhaseText, RoadmapError, TopicText, parse_stored
from roadmap.path.models import Roadmap
from roadmap.path.storing import store

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def fork(built_in: Roadmap, learner: User) -> tuple[Roadmap, bool]:
    """The learner's copy, called `my-…`; False if there was one, which is left as it is."""
    slug = own_slug(built_in.slug)
    if mine := Roadmap.objects.filter(owner=learner, slug=slug).first():
        return mine, False
    outline = outline_of(built_in)
    outline.slug = slug
    mine, _ = store(outline, learner)
    note_origin(mine, built_in)
    return mine, True


def upstream_changes(mine: Roadmap) -> tuple[list[Change], list[Change]]:
    """What the original changed since the fork and the fork has not; and in what the fork differs from it now."""
    built_in = _built_in(mine)
    if built_in is None:
        return [], []
    since, own = _compared(_version(mine), _version(built_in), mine.forked_text)
    return [*since], [*own]


def _version(roadmap: Roadmap) -> Keyed[Roadmap]:
    """A roadmap as it is in one edition: see roadmap.path.editions."""
    return Keyed((roadmap.pk, roadmap.edition), roadmap)


@lru_cache(maxsize=32)
def _compared(mine: Keyed[Roadmap], original: Keyed[Roadmap], forked_text: str) -> tuple[list[Change], list[Change]]:
    """As `upstream_changes`; three roadmaps are read for it, so it is kept for who looks again."""
    now = outline_of(original.value)
    own = compare(now, outline_of(mine.value))
    differing = {change.key for change in own}
    then = parse_stored(forked_text, mine.value.title)
    since = [change for change in compare(then, now) if change.key in differing]
    return since, [change for change in own if change.key not in {one.key for one in since}]


def original_of(mine: Roadmap) -> Outline | None:
    built_in = _built_in(mine)
    return outline_of(built_in) if built_in else None


def _built_in(mine: Roadmap) -> Roadmap | None:
    return Roadmap.objects.built_in().filter(slug=mine.forked_from).first()


def _then(mine: Roadmap) -> Outline:
    return parse_stored(mine.forked_text, mine.title)


def take_over(outline: Outline, mine: Roadmap) -> str:
    """Put into the outline what the original changed since the fork, wherever the learner left it as it was.

    Topics that are new come in; words, links and proofs follow. What the original removed or moved stays where the
    learner has it.
    """
    now, then = original_of(mine), _then(mine)
    if now is None:
        raise RoadmapError("The roadmap this was made from is no longer there. Nothing was changed.")
    count = _bring_new(outline, now, then) + _follow_words(outline, now, then)
    if not count:
        raise RoadmapError("There is nothing of the original to take over.")
    return f"Took over {count} change{'s' if count > 1 else ''} of the original."


def _bring_new(outline: Outline, now: Outline, then: Outline) -> int:
    known = {topic.key for topic in then.walk()} | {topic.key for topic in outline.walk()}
    count = 0
    before: dict[tuple[str, str], str] = {}  # the sibling last seen, by phase and parent
    for at in places(now):
        family = (at.phase.key, at.above)
        if at.topic.key not in known:
            fresh = copy(at.topic)
            fresh.children = []
            _insert(outline, at.phase, fresh, at.above, before.get(family, ""))
            count += 1
        before[family] = at.topic.key
    return count


def _insert(outline: Outline, phase: PhaseText, topic: TopicText, above: str, after: str) -> None:
    """After its sibling, else under its parent, else at the end of its phase, which is made where it is missing."""
    if sibling := _found(outline, phase.key, after):
        sibling.siblings.insert(sibling.index + 1, topic)
    elif parent := _found(outline, phase.key, above):
        parent.topic.children.insert(0, topic)
    else:
        try:
            phase_called(outline, phase.key).topics.append(topic)
        except NotThereError:
            outline.phases.append(PhaseText(phase.title, phase.key, phase.body, [topic]))


def _found(outline: Outline, phase: str, key: str) -> Spot | None:
    try:
        return spot_of(outline, phase, key) if key else None
    except NotThereError:
        return None


def _follow_words(outline: Outline, now: Outline, then: Outline) -> int:
    old = {topic.key: topic for topic in then.walk()}
    new = {topic.key: topic for topic in now.walk()}
    count = 0
    for topic in outline.walk():
        was, is_ = old.get(topic.key), new.get(topic.key)
        if was is None or is_ is None:
            continue
        for part in ("title", "body", "kind", "proofs", "links"):
            if getattr(was, part) != getattr(is_, part) and getattr(topic, part) == getattr(was, part):
                setattr(topic, part, getattr(is_, part))
                count += 1
    return count
