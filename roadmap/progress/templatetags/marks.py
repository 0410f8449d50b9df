"""The marks every page shares: five states, the endings of code, and the thin bar of a share."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

RING: Final = '<circle cx="10" cy="10" r="8"/>'
DISC: Final = '<circle class="mark-solid" cx="10" cy="10" r="9"/>'
TICK: Final = '<path d="M6 10.4 8.9 13.2 14 7.2"/>'
CROSS: Final = '<path d="M6.5 6.5l7 7m0-7l-7 7"/>'

# Shape tells the state as well as colour does. All are drawn on a square of 20 by 20.
STATES: Final[dict[str, tuple[str, str]]] = {
    "not_begun": ("not begun", RING),
    "under_way": ("under way", RING + '<path class="mark-solid" d="M10 2a8 8 0 0 0 0 16z"/>'),
    "claimed": ("claimed", RING + TICK),
    "proven": ("proven", DISC + TICK),
    "fading": (
        "fading",
        '<circle class="mark-solid" cx="10" cy="10" r="5.4"/><circle class="mark-broken" cx="10" cy="10" r="8.6"/>',
    ),
    "skipped": ("skipped", '<path d="M4.5 10h11"/>'),
}

ENDINGS: Final[dict[str, tuple[str, str]]] = {
    "passed": ("passed", TICK),
    "reported": ("reported, not judged", RING + '<path d="M6.5 10h7"/>'),
    "failed": ("failed", CROSS),
    "raised": ("raised an error", '<path d="M10 3.8v8M10 15.6v.6"/>'),
    "timed_out": ("ran out of time", RING + '<path d="M10 5.5V10l3 2.2"/>'),
    "out_of_memory": ("ran out of memory", '<path d="M4 6.5h12v7H4zM7 6.5v-2m3 2v-2m3 2v-2m-6 11v-2m3 2v-2m3 2v-2"/>'),
    "crashed": ("crashed", '<path d="M11.5 3 6 11h4l-1.5 6L14 9h-4z"/>'),
    "not_run": ("not run", '<path d="M4.5 10h11"/>'),
    "queued": ("waiting", '<path d="M5 10h.1M10 10h.1M15 10h.1"/>'),
    "running": ("running", '<path d="M10 2a8 8 0 1 1-8 8"/>'),
    "cancelled": ("cancelled", RING + '<path d="M4.5 15.5l11-11"/>'),
    "ours": ("our fault, not yours", '<path d="M10 3.8v8M10 15.6v.6"/>'),
}


@register.simple_tag
def mark(state: str, label: str | None = None) -> SafeString:
    """One of the five states (or skipped) as a small SVG.

    The accessible text is the state's name, or `label`; an empty `label` hides the mark from
    assistive technology, for use beside words that already say it.
    """
    name, shape = STATES[state]
    return _picture("mark", state, name if label is None else label, shape)


@register.simple_tag
def outcome(ending: str, label: str | None = None) -> SafeString:
    """How a check or a submission stands or ended (see `ENDINGS`) as a small SVG; `label` as in `mark`."""
    name, shape = ENDINGS[ending]
    return _picture("outcome", ending, name if label is None else label, shape)


@register.simple_tag
def share(proven: float | None = 0.0, claimed: float | None = 0.0, label: str | None = None) -> SafeString:
    """A thin bar: the share of leaves proven, then the share claimed and not yet proven (each 0 to 1)."""
    solid = _percent(proven)
    hollow = min(_percent(claimed), 100 - solid)
    words = f"{solid:.0f} % proven, {hollow:.0f} % claimed" if label is None else label
    return _bar(f"{solid:.2f}", f"{hollow:.2f}", words)


@lru_cache(maxsize=2048)  # a roadmap shows some fifty, most of them empty
def _bar(solid: str, hollow: str, words: str) -> SafeString:
    return format_html(
        '<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none"{}>{}'
        '<rect class="share-track" width="100" height="4"/>'
        '<rect class="share-claimed" x="{}" y="1" width="{}" height="2"/>'
        '<rect class="share-proven" width="{}" height="4"/></svg>',
        _role(words),
        _title(words),
        solid,
        hollow,
        solid,
    )


def _percent(part: float | None) -> float:
    return 100 * min(max(float(part or 0), 0.0), 1.0)


@lru_cache(maxsize=2048)  # a page shows the same few some hundred times
def _picture(kind: str, name: str, words: str, shape: str) -> SafeString:
    return format_html(
        '<svg class="{} {}-{}" viewBox="0 0 20 20" width="20" height="20"{}>{}{}</svg>',
        kind,
        kind,
        name.replace("_", "-"),
        _role(words),
        _title(words),
        mark_safe(shape),
    )


def _role(words: str) -> SafeString:
    return mark_safe(' role="img"' if words else ' aria-hidden="true"')


def _title(words: str) -> SafeString:
    return format_html("<title>{}</title>", words) if words else mark_safe("")
