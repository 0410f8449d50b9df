"""What HTML may come out of Markdown: an allow-list of tags, attributes and values."""

from __future__ import annotations

import re

import nh3
from pygments.token import STANDARD_TYPES

# fmt: off
TEXT_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}
MATHS_TAGS = {
    "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts",
    "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
    "munder", "munderover", "none",
}
MATHS_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth", "display", "displaystyle",
    "fence", "form", "frame", "height", "largeop", "linethickness", "lspace", "mathbackground", "mathcolor",
    "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowlines", "rowspacing",
    "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
}
# fmt: on
TEXT_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "pre": {"class"},
    "span": {"class", "data-link", "role", "aria-label"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
ATTRIBUTES = TEXT_ATTRIBUTES | dict.fromkeys(MATHS_TAGS, MATHS_ATTRIBUTES)
CLASSES = set(STANDARD_TYPES.values()) - {""} | {"highlight", "unread-maths"}
PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")


def sanitised(html: str) -> str:
    """`html` with everything that is not on the lists above taken out: script, style, handlers, frames, forms."""
    return nh3.clean(
        html,
        tags=TEXT_TAGS | MATHS_TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer",
    )


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return " ".join(name for name in value.split() if name in CLASSES) or None
    if attribute in ("href", "src") and value.strip().lower().startswith("data:"):
        return value if tag == "img" and PICTURE_DATA.fullmatch(value) else None
    return value
