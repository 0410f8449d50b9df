"""How a lab's pages print code, checks, verdicts and the map of an error."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from labs.catalogue import lab_links
from labs.markdown import render
from runner.contract import Ending, Outcome

register = template.Library()

OUTCOMES: Final[dict[str, str]] = {
    Outcome.PASSED: "passed",
    Outcome.REPORTED: "reported",
    Outcome.FAILED: "failed",
    Outcome.RAISED: "raised an error",
    Outcome.TIMED_OUT: "ran out of time",
    Outcome.OUT_OF_MEMORY: "ran out of memory",
    Outcome.CRASHED: "crashed",
    Outcome.NOT_RUN: "not run",
    "queued": "waiting",
    "running": "running",
    Ending.CANCELLED: "cancelled",
    Ending.OURS: "not judged: our fault",
}
CODE_SPAN = re.compile(r"`([^`]+)`")
FULL_HEAT: Final = 0.85
# To tell its syntax apart takes longer than all else on a page; a process keeps the latest.
SOURCES_KEPT: Final = 200


@register.filter
def in_words(standing: str) -> str:
    """An outcome, ending or state as a learner reads it."""
    return OUTCOMES[standing]


@register.filter
def with_code(text: str) -> SafeString:
    """A sentence with its `backticked` parts as code."""
    return mark_safe(CODE_SPAN.sub(r"<code>\1</code>", conditional_escape(text)))


@register.filter
def first_line(message: str) -> str:
    """The sentence of a message; what follows it, such as a line of source with its caret, is laid out by columns."""
    return message.partition("\n")[0]


@register.filter
def further_lines(message: str) -> str:
    return message.partition("\n")[2]


@register.filter
def prose(text: str) -> SafeString:
    """Markdown as HTML, its wikilinks leading to labs; see labs.markdown."""
    return mark_safe(render(text, lab_links))


@register.filter
@lru_cache(maxsize=SOURCES_KEPT)
def python(source: str) -> SafeString:
    """Python source with its syntax told apart."""
    formatter = HtmlFormatter(cssclass="highlight", wrapcode=True)
    return mark_safe(str(highlight(source, PythonLexer(stripnl=False), formatter)))


@register.filter
def spent(seconds: float | None) -> str:
    """A duration: 4 ms, 0.42 s, 3 min 20 s."""
    if seconds is None:
        return ""
    if seconds < 0.1:
        return f"{seconds * 1000:.0f} ms" if seconds >= 0.0005 else "under 1 ms"
    if seconds < 60:
        return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


@register.simple_tag
def heat_map(heat: dict[str, Any]) -> SafeString:
    """Where in the tensor the error is, as SVG squares: the fuller the colour, the larger the error (0 to 1).

    `heat` has `values`, rows of numbers from 0 to 1 (None where there is none), and `shape`, [rows, columns].
    """
    rows, columns = heat["shape"]
    squares = (
        (column, row, f"{FULL_HEAT * value + (1 - FULL_HEAT):.3f}")
        for row, line in enumerate(heat["values"])
        for column, value in enumerate(line)
        if value
    )
    return format_html(
        '<svg class="heat" viewBox="0 0 {} {}" width="{}" height="{}" role="img"><title>Where the error is: {}</title>'
        '<rect class="heat-ground" width="{}" height="{}"/>{}</svg>',
        columns,
        rows,
        columns,
        rows,
        heat_words(heat),
        columns,
        rows,
        format_html_join("", '<rect x="{}" y="{}" width="1" height="1" fill-opacity="{}"/>', squares),
    )


def heat_words(heat: dict[str, Any]) -> str:
    """The same for those who read: how many of the elements shown are wrong."""
    values = [value for line in heat["values"] for value in line]
    return f"{sum(bool(value) for value in values)} of {len(values)} elements shown are wrong"


@register.filter
def as_json(value: Any) -> str:
    return json.dumps(value)
