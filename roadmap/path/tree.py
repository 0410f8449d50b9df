"""A roadmap's topics in reading order, as the tree they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from roadmap.path.models import Topic


def subtree(topics: Sequence[Topic], topic: Topic) -> Iterator[Topic]:
    """`topic` and all that stands under it. `topics` is the whole roadmap in reading order."""
    yield topic
    yield from takewhile(lambda one: one.depth > topic.depth, islice(topics, topic.position + 1, None))


def ancestors(topics: Sequence[Topic], topic: Topic) -> Iterator[Topic]:
    """What `topic` stands under, the nearest first."""
    by_pk = {one.pk: one for one in topics}
    while topic.parent_id is not None:
        topic = by_pk[topic.parent_id]
        yield topic
