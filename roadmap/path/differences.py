"""What separates two texts of a roadmap: topics that appeared, moved, were renamed, and so on; plain data."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import product
from typing import Final

from roadmap.path.markdown import Outline, PhaseText, TopicText, plain

NEAR: Final = 0.72
# Beyond so many pairs nobody reads suggestions, and finding them would take long.
MOST_PAIRS: Final = 4_000


class Sort(StrEnum):
    """What may become of a part of a roadmap."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    MOVED = "moved"
    RENAMED = "renamed"
    LINKS = "links"
    PROOFS = "proofs"
    KIND = "kind"
    BODY = "body"
    PHASE_APPEARED = "phase_appeared"
    PHASE_VANISHED = "phase_vanished"
    PHASE_RENAMED = "phase_renamed"
    PHASE_MOVED = "phase_moved"
    PHASE_BODY = "phase_body"
    TITLE = "title"
    SUMMARY = "summary"


WORDS: Final = {
    Sort.APPEARED: "New: {title} {after}",
    Sort.VANISHED: "Gone: {title} {before}",
    Sort.MOVED: "Moved: {title}, {before}, now {after}",
    Sort.RENAMED: "Renamed: {title}, before “{before}”",
    Sort.LINKS: "Links of {title}: {after}, before {before}",
    Sort.PROOFS: "What proves {title}: {after}, before {before}",
    Sort.KIND: "Kind of {title}: {after}, before {before}",
    Sort.BODY: "Text below {title} changed",
    Sort.PHASE_APPEARED: "New phase: {title}",
    Sort.PHASE_VANISHED: "Phase gone: {title}",
    Sort.PHASE_RENAMED: "Phase renamed: {title}, before “{before}”",
    Sort.PHASE_MOVED: "Phase moved: {title}",
    Sort.PHASE_BODY: "Text below the phase {title} changed",
    Sort.TITLE: "Title: {title}, before “{before}”",
    Sort.SUMMARY: "The summary changed",
}


# In the order in which a page shows them.
HEADINGS: Final = {
    Sort.TITLE: "Title",
    Sort.SUMMARY: "Summary",
    Sort.PHASE_APPEARED: "New phases",
    Sort.PHASE_VANISHED: "Phases that go",
    Sort.PHASE_RENAMED: "Phases renamed",
    Sort.PHASE_MOVED: "Phases moved",
    Sort.PHASE_BODY: "Text of phases",
    Sort.VANISHED: "Topics that go",
    Sort.APPEARED: "New topics",
    Sort.RENAMED: "Renamed",
    Sort.MOVED: "Moved",
    Sort.LINKS: "Links",
    Sort.PROOFS: "What proves it",
    Sort.KIND: "Kind of topic",
    Sort.BODY: "Text",
}


@dataclass(frozen=True)
class Change:
    """One change; `key` and `title` are those of the topic or phase, `before` and `after` words for people."""

    sort: Sort
    key: str
    title: str
    before: str = ""
    after: str = ""

    @property
    def words(self) -> str:
        """The change in one line, without its full stop."""
        return WORDS[self.sort].format(title=f"“{self.title}”", before=self.before, after=self.after)


@dataclass(frozen=True)
class Near:
    """Two topics that may be one: `gone` was in the roadmap, `new` is in the text, `likeness` from 0 to 1."""

    gone: str
    gone_title: str
    new: str
    new_title: str
    likeness: float


@dataclass(frozen=True, eq=False)
class Place:
    """A topic with where it stands; `above` is the key of its parent, empty at the top of its phase."""

    topic: TopicText
    phase: PhaseText
    above: str
    above_title: str

    @property
    def words(self) -> str:
        where = f"in “{self.phase.title}”"
        return f"under “{self.above_title}” {where}" if self.above else where


def places(outline: Outline) -> Iterator[Place]:
    """Every topic in reading order."""
    for phase in outline.phases:
        waiting = [(topic, "", "") for topic in reversed(phase.topics)]
        while waiting:
            topic, above, above_title = waiting.pop()
            yield Place(topic, phase, above, above_title)
            title = plain(topic.title)
            waiting.extend((child, topic.key, title) for child in reversed(topic.children))


def compare(before: Outline, after: Outline) -> list[Change]:
    """Everything in which `after` differs from `before`, phases first, then topics in reading order."""
    phases = _same_phases(before, after)
    pairs, gone, new = _paired(list(places(before)), list(places(after)), phases)
    changes = [*_of_the_whole(before, after), *_of_phases(before, after, phases)]
    changes += [Change(Sort.APPEARED, at.topic.key, plain(at.topic.title), after=at.words) for at in new]
    moved = _moved(pairs, phases)
    for was, at in pairs:
        changes += _of_topic(was, at, moved.get(at, ""))
    return changes + [Change(Sort.VANISHED, at.topic.key, plain(at.topic.title), before=at.words) for at in gone]


def _of_the_whole(before: Outline, after: Outline) -> Iterator[Change]:
    if before.title != after.title:
        yield Change(Sort.TITLE, after.slug, after.title, before.title, after.title)
    if before.summary != after.summary:
        yield Change(Sort.SUMMARY, after.slug, after.title, before.summary, after.summary)


def _same_phases(before: Outline, after: Outline) -> dict[str, str]:
    """From the keys of new phases to those of the old: by key, else by what stands in them."""
    old = {phase.key: phase for phase in before.phases}
    same = {phase.key: phase.key for phase in after.phases if phase.key in old}
    home = {topic.key: phase.key for phase in before.phases if phase.key not in same for topic in phase.walk()}
    for phase in after.phases:
        shared = Counter(home[topic.key] for topic in phase.walk() if topic.key in home)
        if phase.key not in same and shared:
            key, count = shared.most_common(1)[0]
            if 2 * count >= sum(1 for _ in old[key].walk()) and key not in same.values():
                same[phase.key] = key
    return same


def _of_phases(before: Outline, after: Outline, same: dict[str, str]) -> Iterator[Change]:
    old = {phase.key: phase for phase in before.phases}
    order = {key: number for number, key in enumerate(old)}
    kept = [phase for phase in after.phases if phase.key in same]
    stay = _longest_run([order[same[phase.key]] for phase in kept])
    for phase in after.phases:
        was = old.get(same.get(phase.key, ""))
        if was is None:
            yield Change(Sort.PHASE_APPEARED, phase.key, phase.title)
            continue
        if was.title != phase.title:
            yield Change(Sort.PHASE_RENAMED, phase.key, phase.title, was.title, phase.title)
        if was.body != phase.body:
            yield Change(Sort.PHASE_BODY, phase.key, phase.title, was.body, phase.body)
        if order[was.key] not in stay:
            yield Change(Sort.PHASE_MOVED, phase.key, phase.title)
    for key in old.keys() - set(same.values()):
        yield Change(Sort.PHASE_VANISHED, key, old[key].title)


def _paired(
    old: list[Place], new: list[Place], same: dict[str, str]
) -> tuple[list[tuple[Place, Place]], list[Place], list[Place]]:
    """Which places hold the same topic. One that stands in several phases goes by phase first, then by order."""
    by_phase = {(at.phase.key, at.topic.key): at for at in old}
    found: dict[Place, Place] = {}
    for at in new:
        if was := by_phase.pop((same.get(at.phase.key, ""), at.topic.key), None):
            found[at] = was
    left: dict[str, list[Place]] = defaultdict(list)
    for at in old:
        if by_phase.get((at.phase.key, at.topic.key)) is at:
            left[at.topic.key].append(at)
    for at in new:
        if at not in found and left.get(at.topic.key):
            found[at] = left[at.topic.key].pop(0)
    taken = set(found.values())
    pairs = [(found[at], at) for at in new if at in found]
    return pairs, [at for at in old if at not in taken], [at for at in new if at not in found]


def _moved(pairs: list[tuple[Place, Place]], same: dict[str, str]) -> dict[Place, str]:
    """The topics that stand elsewhere than before, each with the words for where; by parent, else by order."""
    old_phases = {id(was.phase): was.phase for was, _ in pairs}.values()
    order = {id(topic): number for phase in old_phases for number, topic in enumerate(phase.walk())}
    moved: dict[Place, str] = {}
    siblings: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    for was, at in pairs:
        if (was.phase.key, was.above) != (same.get(at.phase.key, ""), at.above):
            moved[at] = at.words
        else:
            siblings[at.phase.key, at.above].append((was, at))
    for family in siblings.values():
        stay = _longest_run([order[id(was.topic)] for was, _ in family])
        last = ""
        for was, at in family:
            if order[id(was.topic)] not in stay:
                moved[at] = f"after “{last}”" if last else f"first {at.words}"
            last = plain(at.topic.title)
    return moved


def _longest_run(numbers: list[int]) -> set[int]:
    """The numbers of a longest ascending run: what can stay where it is while the rest moves."""
    ends: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        back.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(index)
        else:
            ends[length], at[length] = number, index
    run: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        run.add(numbers[index])
        index = back[index]
    return run


def _of_topic(was: Place, at: Place, moved: str) -> Iterator[Change]:
    old, new = was.topic, at.topic
    key, title = new.key, plain(new.title)
    if old.title != new.title:
        yield Change(Sort.RENAMED, key, title, plain(old.title), title)
    if moved:
        yield Change(Sort.MOVED, key, title, was.words, moved)
    if set(old.links) != set(new.links):
        yield Change(Sort.LINKS, key, title, _listed(old.links), _listed(new.links))
    if set(old.proofs) != set(new.proofs):
        yield Change(Sort.PROOFS, key, title, _listed(old.proofs), _listed(new.proofs))
    if old.kind != new.kind:
        yield Change(Sort.KIND, key, title, old.kind, new.kind)
    if old.body != new.body:
        yield Change(Sort.BODY, key, title, old.body, new.body)


def _listed(parts: Iterable[object]) -> str:
    return ", ".join(str(part) for part in parts) or "none"


def near(before: Outline, after: Outline) -> list[Near]:
    """Topics that vanished beside topics that appeared with nearly the same words, the likest first, each once."""
    stay = {topic.key for topic in before.walk()} & {topic.key for topic in after.walk()}
    gone = {topic.key: plain(topic.title) for topic in before.walk() if topic.key not in stay}
    new = {topic.key: plain(topic.title) for topic in after.walk() if topic.key not in stay}
    if len(gone) * len(new) > MOST_PAIRS:
        return []
    found = [
        Near(old, gone[old], key, new[key], round(likeness, 2))
        for old, key in product(gone, new)
        if (likeness := _likeness(gone[old], new[key])) >= NEAR
    ]
    taken: set[str] = set()
    best = []
    for one in sorted(found, key=lambda one: -one.likeness):
        if not taken & {one.gone, one.new}:
            best.append(one)
            taken |= {one.gone, one.new}
    return best


def _likeness(one: str, other: str) -> float:
    """By letters, or by words where the longer holds nearly all of the shorter."""
    one, other = one.casefold()[:300], other.casefold()[:300]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    letters = matcher.ratio() if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR else 0.0
    words, others = set(one.split()), set(other.split())
    shared = len(words & others) / max(min(len(words), len(others)), 1)
    return max(letters, 0.9 * shared if min(len(words), len(others)) > 1 else 0.0)
