"""Tags: one word each, given to a note by hand or written in its text as #word. Case does not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from labs.markdown import render
from roadmap.notes.words import HTML_TAG

TAG_CHARACTERS = 60
TAG = re.compile(r"[^\W_][\w/-]*")
# In a text a tag stands apart and has a letter, so that neither an address nor an issue's number is one.
WRITTEN = re.compile(r"(?<![\w&#/.:])#((?=[\d/-]*[^\W\d_])[^\W_][\w/-]*)")
# What stands in code, maths or a link is not said by the learner.
MARKUP = re.compile(rf'<(pre|code|math|a)\b.*?</\1>|<span class="wikilink.*?</span>|{HTML_TAG.pattern}', re.DOTALL)


class NoTag(ValueError):
    """The text cannot be a tag."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"“{written[:TAG_CHARACTERS]}” cannot be a tag: one word of letters, digits, -, _ and /, "
            f"up to {TAG_CHARACTERS} characters."
        )


def spelled_tag(written: str) -> str:
    """The one spelling of a tag, without #. Raises NoTag."""
    tag = unicodedata.normalize("NFC", written.strip().removeprefix("#")).casefold()
    if not TAG.fullmatch(tag) or len(tag) > TAG_CHARACTERS:
        raise NoTag(written)
    return tag


def tags_in(body: str) -> set[str]:
    """The tags written in a text."""
    if "#" not in body:
        return set()
    said = [text for text, is_said in _pieces(render(body)) if is_said]
    tags = {unicodedata.normalize("NFC", found).casefold() for text in said for found in WRITTEN.findall(text)}
    return {tag for tag in tags if len(tag) <= TAG_CHARACTERS}


def with_tags_linked(html: SafeString) -> SafeString:
    """Sanitised HTML, each tag in its text a link to the notes that have it."""
    if "#" not in html:
        return html
    pieces = (WRITTEN.sub(_link, text) if is_said else text for text, is_said in _pieces(html))
    return mark_safe("".join(pieces))  # what is put in is a word of letters, digits, -, _ and /


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """All of `html`: what the learner says in it, and the markup and what stands in code, maths or links."""
    at = 0
    for markup in MARKUP.finditer(html):
        yield html[at : markup.start()], True
        yield markup[0], False
        at = markup.end()
    yield html[at:], True


def _link(found: re.Match[str]) -> str:
    if len(found[1]) > TAG_CHARACTERS:
        return found[0]
    return f'<a class="tag" href="{reverse("notes-index")}?tag={quote(found[1], safe="")}">{found[0]}</a>'
