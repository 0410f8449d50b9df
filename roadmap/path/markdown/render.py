"""An outline back to Markdown, always in the same form: reading it again gives the same outline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from roadmap.path.markdown.outline import PLAIN_TOPIC, Outline, PhaseText, TopicText
from roadmap.path.markdown.words import links_in

INDENT: Final = "  "


def render(outline: Outline) -> str:
    """The Markdown of a roadmap, with every identity written out and every box as its mark says."""
    slug = f" ^{outline.slug}" if outline.slug else ""
    blocks = [f"# {outline.title}{slug}", outline.summary]
    for phase in outline.phases:
        blocks += [f"## {phase.title} ^{phase.key}", phase.body, "\n".join(_items(phase))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _items(phase: PhaseText) -> Iterator[str]:
    waiting = [(topic, 0) for topic in reversed(phase.topics)]
    while waiting:
        topic, depth = waiting.pop()
        yield INDENT * depth + f"- [{topic.mark}] " + _line(topic)
        if topic.body:
            yield ""
            yield from (f"{INDENT * (depth + 1)}{line}" if line else "" for line in topic.body.split("\n"))
        waiting.extend((child, depth + 1) for child in reversed(topic.children))


def _line(topic: TopicText) -> str:
    inline = {*links_in(topic.title), *links_in(topic.body)}
    words = [topic.title]
    words += [str(link) for link in topic.links if link not in inline]
    words += [f"#proof/{kind}" for kind in topic.proofs]
    words += [f"#{topic.kind}"] if topic.kind != PLAIN_TOPIC else []
    return " ".join([*words, f"^{topic.key}"])
