"""Which topic of an edited text is which of those there were, where no `^id` says it: the words do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from roadmap.path.markdown import Outline, plain
from roadmap.path.markdown.keys import free_key, with_parents


class Known(NamedTuple):
    """A topic that was there once, by its plain words and those of what it stood under."""

    key: str
    title: str
    above: str


def known_topics(outline: Outline) -> Iterator[Known]:
    """Worked out one by one: a text that writes all its identities asks for none."""
    return (Known(topic.key, plain(topic.title), plain(above)) for topic, above in with_parents(outline))


def keep_identities(outline: Outline, known: Iterable[Known]) -> None:
    """Give topics whose key was made from their words the key under which the same words are known.

    First by the words and those above them, then by the words alone; earlier ones in `known` go first. A key that
    the text itself writes is never given to another topic.
    """
    made = [(topic, _folded(topic.title), _folded(above)) for topic, above in with_parents(outline) if topic.made]
    if not made:
        return
    taken = {topic.key for topic in outline.walk() if not topic.made}
    exact: dict[tuple[str, str], list[str]] = defaultdict(list)
    alike: dict[str, list[str]] = defaultdict(list)
    for one in known:
        exact[_folded(one.title), _folded(one.above)].append(one.key)
        alike[_folded(one.title)].append(one.key)
    found: dict[int, str] = {}
    for by_place in (True, False):
        for topic, title, above in made:
            keys = exact.get((title, above), []) if by_place else alike.get(title, [])
            key = next((key for key in keys if key not in taken), "")
            if key and id(topic) not in found:
                found[id(topic)] = key
                taken.add(key)
    for topic, _, _ in made:
        topic.key = found.get(id(topic)) or free_key(topic.key, taken)
        taken.add(topic.key)


def _folded(title: str) -> str:
    return plain(title).casefold()
