"""Labs found by words, however they are written: case, accents and hyphens do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from django.conf import settings

from labs.catalogue import catalogue, topic_title
from runner.lab import Lab, LabError

MATHS = re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)
BETWEEN_WORDS = re.compile(r"[\W_]+")
COMPOUND = re.compile(r"\w+(?:[-_.]\w+)+")


@dataclass(frozen=True)
class Indexed:
    """A lab's words, folded: of its names any part is found, of its statement the beginnings of words."""

    names: str
    statement: str

    def holds(self, word: str, whole_statement: bool) -> bool:
        spaced, joined = BETWEEN_WORDS.sub(" ", word).strip(), BETWEEN_WORDS.sub("", word)
        wanted = {spaced, joined}
        if any(one in self.names for one in wanted):
            return True
        return whole_statement and any(f" {one}" in self.statement for one in wanted)


def matching(labs: Iterable[Lab], query: str, statements: bool = True) -> Iterator[Lab]:
    """The labs of the catalogue in which every word of `query` occurs.

    Looked at are title, slug, topic, framework, level, concepts, the names to define, and the words of the statement
    where `statements` is not False.
    """
    words = asked_words(query)
    index = _index(settings.CATALOG_DIR) if words else {}
    return (lab for lab in labs if all(index[lab.slug].holds(word, statements) for word in words))


def asked_words(query: str) -> list[str]:
    """The words of a query that say anything: a lone hyphen does not."""
    return [word for word in folded(query).split() if BETWEEN_WORDS.sub("", word)]


def close_to(query: str) -> str:
    """The query with each word that no title has replaced by one that is spelled nearly so; empty where none is."""
    known = _title_words(settings.CATALOG_DIR)
    words = asked_words(query)
    close = [word if word in known else next(iter(get_close_matches(word, known, n=1)), word) for word in words]
    return " ".join(close) if close != words else ""


def folded(text: str) -> str:
    """`text` without what does not count: Émile -> emile."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _index(folder: Path) -> dict[str, Indexed]:
    return {slug: Indexed(_names(lab), _words(_statement(lab))) for slug, lab in catalogue().items()}


@cache
def _title_words(folder: Path) -> list[str]:
    return sorted({word for lab in catalogue().values() for word in _words(lab.title).split() if len(word) > 2})


def _names(lab: Lab) -> str:
    """The names of a lab; those of several words once more in one, so that `crossentropy` finds cross-entropy."""
    names = (lab.title, lab.slug, topic_title(lab.topic), lab.framework, lab.level, *lab.concepts, *lab.defines)
    joined = (BETWEEN_WORDS.sub("", folded(name)) for name in names)
    return " ".join([*map(_words, names), *joined])


def _words(text: str) -> str:
    """Words with one space before each; those with hyphens, underscores or dots also as one."""
    plain = folded(text)
    compounds = (BETWEEN_WORDS.sub("", found) for found in COMPOUND.findall(plain))
    return " ".join(["", *BETWEEN_WORDS.sub(" ", plain).split(), *compounds])


def _statement(lab: Lab) -> str:
    """The statement without its maths; nothing where it cannot be read."""
    try:
        return MATHS.sub(" ", lab.statement)
    except LabError:
        return ""
