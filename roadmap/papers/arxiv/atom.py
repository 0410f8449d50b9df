"""A feed of arXiv, as Atom, read into entries. Nothing in it is trusted."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

import feedparser

from roadmap.papers.arxiv.categories import UnknownCategory, category_named
from roadmap.papers.identifiers import UnreadIdentifier, identify

VERSION = re.compile(r"v(\d{1,4})$")
# rss.arxiv.org puts this line before every abstract.
LEAD = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*\S+\s+(?:Abstract:\s*)?", re.IGNORECASE)
CATEGORIES_KEPT = 12
ROOT = "http://www.w3.org/2005/Atom feed"
DEEPEST = 30
REPLACED = ("replace", "replace-cross")


class Unreadable(Exception):
    """What came is no feed of arXiv; the message is a sentence."""


@dataclass(frozen=True)
class Found:
    """One entry of a feed. `new`: announced for the first time, rather than a new version of a known paper."""

    arxiv_id: str
    version: int
    title: str
    authors: str  # one a line
    abstract: str
    categories: str
    new: bool


def entries_of(body: bytes) -> list[Found]:
    """Every entry of a feed, each id once. Raises Unreadable where the whole is damaged or nothing of it is arXiv's."""
    Walk().over(body)
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    found = [entry for entry in map(entry_of, feed.entries) if entry]
    if feed.entries and not found:
        raise Unreadable("What came is an Atom feed, but not one of arXiv’s papers.")
    return list({entry.arxiv_id: entry for entry in found}.values())


class Walk:
    """A first look, before the feed is read: well formed, Atom, shallow, and without entities, which grow unbounded."""

    def __init__(self) -> None:
        self.depth = 0
        self.is_atom = False

    def over(self, body: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.refuse_entities
        try:
            parser.Parse(body, True)
        except expat.ExpatError as error:
            kind = "a damaged Atom feed: it breaks off, or is not well formed" if self.is_atom else "not an Atom feed"
            raise Unreadable(f"What came is {kind}.") from error

    def begin(self, name: str, _: object) -> None:
        self.depth += 1
        self.is_atom = self.is_atom or name == ROOT
        if not self.is_atom:
            raise Unreadable("What came is not an Atom feed.")
        if self.depth > DEEPEST:
            raise Unreadable("What came is nested deeper than any feed; it was not read.")

    def end(self, _: str) -> None:
        self.depth -= 1

    def refuse_entities(self, *_: object) -> None:
        raise Unreadable("What came declares entities, which no feed of arXiv does; it was not read.")


def entry_of(told: Any) -> Found | None:
    """One entry; None where it has no id of arXiv's or no title."""
    name = str(told.get("id", "")).removeprefix("oai:arXiv.org:")
    title = one_line(told.get("title", ""))[:500]
    arxiv_id = next(filter(None, map(arxiv_id_in, (name, str(told.get("link", ""))))), "")
    if not arxiv_id or not title:
        return None
    version = VERSION.search(name)
    return Found(
        arxiv_id=arxiv_id,
        version=int(version[1]) if version else 1,
        title=title,
        authors="\n".join(authors_of(told)),
        abstract=one_line(LEAD.sub("", str(told.get("summary", "")))),
        categories=" ".join(categories_of(told)),
        new=str(told.get("arxiv_announce_type", "new")) not in REPLACED,
    )


def arxiv_id_in(text: str) -> str:
    try:
        return identify(text).arxiv_id
    except UnreadIdentifier:
        return ""


def authors_of(told: Any) -> list[str]:
    """The daily feeds name all authors in one element, with affiliations in brackets; the search API one in each."""
    names = [one_line(author.get("name", "")) for author in told.get("authors", [])]
    if len(names) == 1:
        names = re.split(r",\s*(?![^()]*\))", re.sub(r"\s*\((?:[^()]|\([^()]*\))*\)", "", names[0]))
    return [name.strip() for name in names if name.strip()]


def categories_of(told: Any) -> list[str]:
    names = []
    for tag in told.get("tags", [])[:CATEGORIES_KEPT]:
        try:
            names.append(category_named(str(tag.get("term") or "")))
        except UnknownCategory:  # an ACM or MSC class
            continue
    return list(dict.fromkeys(names))


def one_line(text: object) -> str:
    return " ".join(str(text).split())
