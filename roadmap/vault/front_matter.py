"""Markdown with YAML front matter, written and read with care."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

Facts = dict[str, Any]
LONGEST: Final = 200_000
FENCE: Final = re.compile(r"^(`{3,})(\w*)\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)


class Unread(ValueError):
    """A file that cannot be taken in; the message says why."""


class PlainLoader(yaml.SafeLoader):
    """Without aliases: a few lines of them can stand for more than any memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise Unread("Its front matter refers to itself.")
        return super().compose_node(parent, index)


class PlainDumper(yaml.SafeDumper):
    """Writes out what stands twice, since no alias is read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(facts: Facts, body: str) -> str:
    front = yaml.dump(facts, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=1_000)
    return f"---\n{front}---\n\n{body}"


def read(text: str) -> tuple[Facts, str]:
    """The facts and the body; no facts where there is no front matter. Raises `Unread` for what is damaged."""
    text = text.removeprefix("\ufeff")
    if not text.startswith("---\n"):
        return {}, text
    front, end, body = text[4:].partition("\n---\n")
    if not end or len(front) > LONGEST:
        raise Unread("Its front matter is damaged or too long.")
    try:
        facts = yaml.load(front, PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as damage:
        raise damage if isinstance(damage, Unread) else Unread("Its front matter is damaged.") from damage
    if not isinstance(facts, dict):
        raise Unread("Its front matter names no facts.")
    return facts, body.removeprefix("\n")


def fenced(text: str, language: str) -> str:
    """A block of code, its fence longer than any in the text."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}\n"


def block(body: str, language: str) -> str | None:
    """The text of the first block in that language, just as it was put in."""
    return next((found[3] for found in FENCE.finditer(body) if found[2] == language), None)


def plain(facts: Facts, name: str, kind: type | tuple[type, ...]) -> Any:
    """A fact of that kind. Raises `Unread` where it is missing or something else."""
    value = facts.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Unread(f"“{name}” is missing or is not what it should be.")
    return value
