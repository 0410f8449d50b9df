"""What counts as a word of a note: for the index, for what is asked of it, and for the excerpt that answers.

Accents, case and ways to write a letter do not count. Chinese and Japanese write no spaces: there each sign is a word,
and what was typed without a space is looked for as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from labs.markdown import render

PHRASES, PHRASE_WORDS, WORD_CHARACTERS = 8, 16, 60
SHOWN_CHARACTERS, SHOWN_BEFORE = 220, 60

SIGN = "\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{SIGN}]|[^\W_{SIGN}]{{1,{WORD_CHARACTERS}}}")
HTML_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
QUOTED_OR_NOT = re.compile(r'"([^"]*)"?|([^\s"]+)')

Phrase = tuple[str, ...]


class Piece(NamedTuple):
    """A stretch of an excerpt; `marked` if it is what was looked for."""

    text: str
    marked: bool = False


class Wanted(NamedTuple):
    """What to look for: every phrase, the last word of each as the beginning of one. `typed` is false for nothing."""

    phrases: tuple[Phrase, ...]
    typed: bool

    @property
    def for_fts5(self) -> str:
        return " ".join(f'"{" ".join(phrase)}"*' for phrase in self.phrases)

    @property
    def for_postgresql(self) -> str:
        return " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ":*)" for phrase in self.phrases)


def wanted(text: str) -> Wanted:
    """`chain "product rule" back-prop`: words in any order, those between quotes or without a space as they follow."""
    chunks = [quoted or bare for quoted, bare in QUOTED_OR_NOT.findall(text)][:PHRASES]
    phrases = (tuple(words_of(chunk)[:PHRASE_WORDS]) for chunk in chunks)
    return Wanted(tuple(phrase for phrase in phrases if phrase), typed=bool(text.strip()))


def words_of(text: str) -> list[str]:
    return WORD.findall("".join(map(_plain, text)))


def shown_text(body: str) -> str:
    """The text of a note as its page shows it, without markup, on one line."""
    return " ".join(without_markup(render(body)).split())


def without_markup(html: str) -> str:
    """What sanitised HTML says. It may hold < again: it is text, to be escaped where it is shown."""
    return unescape(HTML_TAG.sub("", html))


def excerpt(shown: str, looked_for: Wanted | None = None, characters: int = SHOWN_CHARACTERS) -> list[Piece]:
    """The stretch of `shown` that holds most of what was looked for, in pieces; else its beginning."""
    marks = _marks(shown, looked_for) if looked_for else []
    begin = _best_beginning(marks, characters)
    begin = shown.find(" ", begin - 1) + 1 if begin else 0
    end = begin + characters
    end = len(shown) if end >= len(shown) else max(shown.rfind(" ", begin, end), begin) or end
    inside = [(first, last) for first, last, _ in marks if begin <= first and last <= end]
    pieces = _cut(shown[begin:end], [(first - begin, last - begin) for first, last in inside])
    return [*([Piece("… ")] if begin else []), *pieces, *([Piece(" …")] if end < len(shown) else [])]


def marked(text: str, looked_for: Wanted | None) -> list[Piece]:
    """All of `text`, what was looked for marked."""
    return _cut(text, [(first, last) for first, last, _ in _marks(text, looked_for)] if looked_for else [])


def _cut(text: str, marks: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for first, last in marks:
        if first < at:  # ¼ holds the words 1 and 4
            continue
        pieces += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
        at = last
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]


def _marks(text: str, looked_for: Wanted) -> list[tuple[int, int, str]]:
    """Where words of `text` begin as those looked for do: first, last and which, in the order of the text."""
    words = sorted({word for phrase in looked_for.phrases for word in phrase}, key=len, reverse=True)
    if not words:
        return []
    plain = [_plain(character) for character in text]
    place = [index for index, letters in enumerate(plain) for _ in letters]
    starts = re.compile(rf"(?:(?<![^\W_])|(?<=[{SIGN}]))({'|'.join(words)})(?:(?<=[{SIGN}])|[^\W_{SIGN}]*)")
    found = starts.finditer("".join(plain))
    return [(place[hit.start()], place[hit.end() - 1] + 1, hit[1]) for hit in found]


def _best_beginning(marks: list[tuple[int, int, str]], characters: int) -> int:
    """Where the excerpt that holds the most different words begins, the first of those as good."""
    best, most = 0, 0
    for number, (first, _, _) in enumerate(marks):
        near = {word for begin, _, word in marks[number : number + 40] if begin < first + characters - SHOWN_BEFORE}
        if len(near) > most:
            best, most = first, len(near)
    return max(best - SHOWN_BEFORE, 0) if best > SHOWN_BEFORE else 0


@lru_cache(maxsize=10_000)
def _plain(character: str) -> str:
    """A character without its accents and its case; nothing for an accent that stands by itself."""
    letters = unicodedata.normalize("NFKD", character).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
