"""Markdown to safe HTML: code, tables, maths as MathML, `[[wikilinks]]`. No database, no script, no style.

Statements of labs, bodies of topics and notes of learners all go through `render`. What a text turns into is
cached by its content; where its wikilinks lead is asked anew each time, since that depends on the reader.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, NamedTuple
from xml.etree import ElementTree

import markdown
from django.core.cache import cache
from latex2mathml.converter import convert_to_element
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.arithmatex import arithmatex_fenced_format

from labs.sanitising import sanitised

# Part of every cache key: raise it when the same text is to give other HTML.
RENDERING = 3
LINK_KINDS = ("note", "topic", "lab", "paper")
FORMULA_CHARACTERS = 4000
# Parsing is quadratic in places, so a text that would hold a worker for long is shown as its source instead. The search
# for the end of a link runs to the end of its block, that for the end of a tag to the end of the text, but faster.
LONGEST_RENDERED = 100_000
LINK_STEPS, TAG_STEPS = 2_000_000, 100_000_000
LINES_WITHOUT_A_BREAK, FENCES = 2_000, 1_000

# An escaped pipe is how a wikilink is written inside a table.
WIKILINK = r"(?<!\\)\[\[((?:[^\[\]|\\\n]|\\(?!\|))+)(?:\\?\|([^\[\]\n]+))?\]\]"
PLACEHOLDER = re.compile(r'<span data-link="([^"]*)">([^<]*)</span>')
FORMULA = re.compile(r'<(span|div) class="arithmatex">\s*\\([(\[])(.*?)\\[)\]]\s*</\1>', re.DOTALL)
# As CommonMark has it: without a space after its signs a line is no heading, but may begin with a #tag.
HEADING = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t\n]|$)(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")
CHECKBOX = re.compile(r'<input type="checkbox" disabled( checked)?\s*/?>')


class Target(NamedTuple):
    """What a wikilink names: `kind` is one of LINK_KINDS, `name` a title, key, slug or paper id."""

    kind: str
    name: str


@dataclass(frozen=True)
class Link:
    """Where a target leads. `known=False`: nothing stands there yet; `href` may offer to make it, or be empty."""

    title: str
    href: str = ""
    known: bool = True


LinkResolver = Callable[[Iterable[Target]], Mapping[Target, Link]]


def render(text: str, link_resolver: LinkResolver | None = None) -> str:
    """`text` as HTML that is safe to put into a page as it stands.

    `link_resolver` gets all the wikilinks of the text at once and says where they lead; those it leaves out are
    marked as unresolved. Without a resolver a wikilink is only its label.
    """
    html = _without_links(text)
    targets = _targets_in(html)
    links = link_resolver(targets) if link_resolver and targets else {}
    return PLACEHOLDER.sub(lambda found: _link(found, links, marked=link_resolver is not None), html)


def targets_of(text: str) -> list[Target]:
    """The wikilinks of `text` in the order of their first appearance, those inside code left out."""
    return _targets_in(_without_links(text))


def parsed_target(written: str) -> Target:
    """`lab:adam` names a lab, `note:Adam` and plain `Adam` a note of that title."""
    prefix, colon, rest = written.strip().partition(":")
    if colon and rest.strip() and prefix.strip().lower() in LINK_KINDS:
        return Target(prefix.strip().lower(), " ".join(rest.split()))
    return Target("note", " ".join(written.split()))


def _targets_in(html: str) -> list[Target]:
    return list(dict.fromkeys(parsed_target(unescape(found[1])) for found in PLACEHOLDER.finditer(html)))


def _without_links(text: str) -> str:
    """The HTML of `text`, each wikilink still a placeholder; kept by content."""
    key = f"markdown:{RENDERING}:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"
    html: str | None = cache.get(key)
    if html is None:
        html = _converted(text)
        cache.set(key, html, timeout=None)
    return html


def _converted(text: str) -> str:
    if _takes_long(text):
        return f"<pre>{escape(text)}</pre>"
    try:
        html = markdown.Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS).convert(text)
    except RecursionError:  # hundreds of nested quotes or lists
        return f"<pre>{escape(text)}</pre>"
    return sanitised(CHECKBOX.sub(_ballot, FORMULA.sub(_formula, html)))


def _takes_long(text: str) -> bool:
    blocks = re.split(r"\n\s*\n", text)
    return (
        len(text) > LONGEST_RENDERED
        or len(re.findall(r"```|~~~", text)) > FENCES
        or any(block.count("\n") > LINES_WITHOUT_A_BREAK for block in blocks)
        or _steps(text, "<>") > TAG_STEPS
        or sum(_steps(block, pair) for block in blocks for pair in ("[]", "()")) > LINK_STEPS
    )


def _steps(text: str, pair: str) -> int:
    """How far, summed over all brackets of this pair, it is from each to the one that closes it, or else to the end."""
    steps = depth = since = 0
    for found in re.finditer(f"[{re.escape(pair)}]", text):
        steps, since = steps + depth * (found.start() - since), found.start()
        depth = depth + 1 if found[0] == pair[0] else max(depth - 1, 0)
    return steps + depth * (len(text) - since)


def _link(found: re.Match[str], links: Mapping[Target, Link], marked: bool) -> str:
    target, shown = parsed_target(unescape(found[1])), found[2]
    link = links.get(target) or Link(title=target.name, known=False)
    label = shown or escape(link.title)
    if not marked:
        return f'<span class="wikilink">{label}</span>'
    classes = "wikilink" if link.known else "wikilink unresolved"
    if link.href:
        return f'<a class="{classes}" href="{escape(link.href)}">{label}</a>'
    return f'<span class="{classes}">{label}</span>'


def _ballot(found: re.Match[str]) -> str:
    """A task's box as a character with a name: it shows a state and takes no click."""
    return '<span role="img" aria-label="done">☑</span>' if found[1] else '<span role="img" aria-label="open">☐</span>'


def _formula(found: re.Match[str]) -> str:
    display = "block" if found[2] == "[" else "inline"
    source = unescape(found[3]).strip()
    try:
        return mathml(source, display)
    except Exception:  # the parser raises a dozen kinds, IndexError and RecursionError among them
        tag = "pre" if display == "block" else "span"
        return f'<{tag} class="unread-maths"><code>{escape(source)}</code></{tag}>'


def mathml(source: str, display: str = "inline") -> str:
    """LaTeX as MathML markup. Raises what the parser raises, ValueError for more than FORMULA_CHARACTERS."""
    if len(source) > FORMULA_CHARACTERS:
        raise ValueError(f"A formula of more than {FORMULA_CHARACTERS} characters is left as it is.")
    root = convert_to_element(source, display=display)
    for element in root.iter():  # it writes entities into text; unescaping its output instead would let markup through
        element.text = unescape(element.text) if element.text else element.text
    return ElementTree.tostring(root, encoding="unicode")


class _Wikilink(InlineProcessor):  # type: ignore[misc]
    def handleMatch(self, found: re.Match[str], data: str) -> tuple[Any, int, int]:  # noqa: N802
        element = ElementTree.Element("span", {"data-link": found[1].strip()})
        element.text = markdown.util.AtomicString((found[2] or "").strip())
        return element, found.start(0), found.end(0)


class _LowerHeadings(Treeprocessor):  # type: ignore[misc]
    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if found := re.fullmatch(r"h([1-5])", str(element.tag)):
                element.tag = f"h{int(found[1]) + 1}"


class _Dialect(Extension):  # type: ignore[misc]
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors["hashheader"].RE = HEADING
        # Above `escape` (180), so that an escaped pipe arrives as it was written; below code (190).
        md.inlinePatterns.register(_Wikilink(WIKILINK, md), "wikilink", 185)
        # The page's own title is its only first-level heading.
        md.treeprocessors.register(_LowerHeadings(md), "lower-headings", 5)


EXTENSIONS: list[Extension | str] = [
    "tables",
    "md_in_html",
    "sane_lists",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.arithmatex",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "pymdownx.betterem",
    _Dialect(),
]
OPTIONS: dict[str, dict[str, Any]] = {
    "tables": {"use_align_attribute": True},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "math", "class": "arithmatex", "format": arithmatex_fenced_format(mode="generic")}]
    },
    "pymdownx.highlight": {"guess_lang": False, "use_pygments": True},
    "pymdownx.arithmatex": {"generic": True},
}
