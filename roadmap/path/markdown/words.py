"""The words of one line: its `^id`, its tags, its links, and what is left of it as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from roadmap.path.markdown.outline import LINK_KINDS, PLAIN_TOPIC, PROOF_KINDS, TOPIC_KINDS, Link

KEY_LENGTH: Final = 120
UNTITLED: Final = "Untitled"

ID: Final = re.compile(rf"(?:^|\s)\^([A-Za-z0-9][A-Za-z0-9_-]{{0,{KEY_LENGTH - 1}}})$")
TAG: Final = re.compile(rf"(?<!\S)#(?:proof/({'|'.join(PROOF_KINDS)})|({'|'.join(TOPIC_KINDS)}))(?!\S)")
LINK: Final = re.compile(rf"\[\[\s*({'|'.join(LINK_KINDS)}):([^\[\]|\n]{{1,200}})(\|[^\[\]\n]*)?\]\]")
LAST_LINK: Final = re.compile(rf"(?:^|\s)\[\[\s*({'|'.join(LINK_KINDS)}):([^\[\]|\n]{{1,200}})\]\]$")
WIKILINK: Final = re.compile(rf"\[\[\s*(?:[^\[\]|\n]*\||(?:{'|'.join(LINK_KINDS)}):)?([^\[\]|\n]*)\]\]")
WEB_LINK: Final = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]*\)")
# Emphasis over more than a few sentences is a stray star; looking on for its end would take long.
EMPHASIS: Final = re.compile(r"(\*\*|__|(?<!\w)[*_]|`)(?=\S)(.{1,300}?)(?<=\S)\1")
# Characters without which a title has no Markdown in it.
MARKUP: Final = frozenset("[*_`")
# How far before the end of a line its id begins at most.
ID_REACH: Final = KEY_LENGTH + 2


@dataclass
class Words:
    """A line taken apart. `links` are those of the tail; those inside the text stay there (see `links_in`)."""

    text: str
    key: str = ""
    kind: str = PLAIN_TOPIC
    proofs: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def take_apart(line: str) -> Words:
    """Take the id and the links off the end of a line, and the tags wherever they stand."""
    words = Words(text="")
    text = squeeze(TAG.sub(lambda tag: _note_tag(words, tag), line))
    while True:
        if not words.key and (found := last_id(text)):
            words.key = found[1]
        elif found := LAST_LINK.search(text, max(text.rfind("[[") - 1, 0)):
            words.links.insert(0, link_of(found))
        else:
            break
        text = text[: found.start()].rstrip()
    words.text = text
    return words


def take_apart_item(line: str) -> Words:
    """As `take_apart`; an item that is only a link or an id gets its name for a title."""
    words = take_apart(line)
    if not words.text:
        words.text = (words.links[0].target if words.links else words.key) or UNTITLED
    return words


def take_apart_heading(line: str) -> Words:
    """As `take_apart_item`, with the text plain; what the Markdown around it hid is taken apart too."""
    words = take_apart(line)
    while (text := heading_text(words.text)) != words.text:
        inner = take_apart(f"{text} ^{words.key}" if words.key else text)
        kind = inner.kind if words.kind == PLAIN_TOPIC else words.kind
        proofs = [*words.proofs, *(proof for proof in inner.proofs if proof not in words.proofs)]
        words = Words(inner.text, inner.key, kind, proofs, [*inner.links, *words.links])
    words.text = words.text or (words.links[0].target if words.links else words.key) or UNTITLED
    return words


def _note_tag(words: Words, tag: re.Match[str]) -> str:
    if tag[1] and tag[1] not in words.proofs:
        words.proofs.append(tag[1])
    if tag[2]:
        words.kind = tag[2]
    return " "


def link_of(found: re.Match[str]) -> Link:
    return Link(found[1], squeeze(found[2]))


def last_id(text: str) -> re.Match[str] | None:
    """The `^id` that ends a text."""
    return ID.search(text, max(len(text) - ID_REACH, 0))


def links_in(text: str) -> list[Link]:
    """The links inside a text, in order."""
    return [link_of(found) for found in LINK.finditer(text)]


def squeeze(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """A title without its Markdown: no stars, backticks or brackets; links as their words."""
    if MARKUP.isdisjoint(text):
        return squeeze(text)
    before = None
    while before != text:
        before = text
        text = WIKILINK.sub(r"\1", text)
        text = EMPHASIS.sub(r"\2", WEB_LINK.sub(r"\1", text))
    return squeeze(text)


def heading_text(text: str) -> str:
    """The words of a heading: plain, without closing hashes and colon."""
    before = None
    while before != text:
        before = text
        text = _without_closing_hashes(plain(text))
    return text


def _without_closing_hashes(text: str) -> str:
    while True:
        text = text.rstrip(": ")
        rest = text.rstrip("#")
        if rest == text or (rest and not rest[-1].isspace()):
            return text
        text = rest


def heading_and_key(line: str) -> tuple[str, str]:
    """The words of a title or a phase's heading, and its id if it has one; tags and links are only words there."""
    text, key = squeeze(line), ""
    while True:
        if not key and (found := last_id(text)):
            text, key = text[: found.start()].rstrip(), found[1]
        shorter = heading_text(text)
        if shorter == text:
            return text, key
        text = shorter
