"""From the bytes of a file to its text, damage undone where it can be."""

from __future__ import annotations

import codecs
import re
from itertools import zip_longest
from typing import Final, NamedTuple

from charset_normalizer import from_bytes
from ftfy import TextFixerConfig, fix_text

from roadmap.path.markdown.outline import RoadmapError

# Only doubly encoded text is repaired; quotes, ligatures and entities are the writer's own.
REPAIRS: Final = TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    normalization=None,
)
# UTF-32's mark begins with that of UTF-16, so it is looked for first.
MARKED: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"", "utf-8-sig"),
)
# Guessing reads this much of a file; a roadmap shows its alphabet sooner.
GUESSED_FROM_BYTES: Final = 64 * 1024
# Text has no control characters but tab, line feed, form feed, return and escape: more than this share is no text.
CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS: Final = 0.02
SHOWN_REPAIRS: Final = 3
CONTINUATIONS: Final = "".join(
    sorted({bytes([byte]).decode(page, "ignore") for byte in range(0x80, 0xC0) for page in ("cp1252", "cp1254")})
)
# An emoji is four bytes. Read as cp1252 or cp1254 it begins so; where one of the last two bytes had no character
# in that page it is gone, and what is left says nothing.
BROKEN_EMOJI: Final = re.compile(rf"[ðğ]Ÿ(?![{re.escape(CONTINUATIONS)}]{{2}})[{re.escape(CONTINUATIONS)}]?[ ]?")
# The selector that asks for a coloured emoji ends in such a byte; this one can be put back.
BROKEN_SELECTOR: Final = re.compile("ï¸(?!\x8f)")


class Text(NamedTuple):
    """A file's text, and in sentences what was done to read it."""

    text: str
    remarks: list[str]


def decoded(data: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 or UTF-32 with its mark. Raises `RoadmapError` for anything else."""
    encoding = next(name for mark, name in MARKED if data.startswith(mark))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RoadmapError(
            f"The file is not UTF-8 text (byte {error.start + 1} cannot be read). "
            "Save it as UTF-8 and import it again; nothing was changed."
        ) from error


def read_text(data: bytes) -> Text:
    """The text of a file in whatever encoding, damage repaired. Raises `RoadmapError` where it is no text at all."""
    remarks: list[str] = []
    try:
        text = decoded(data)
    except RoadmapError:
        text, encoding = _guessed(data)
        remarks.append(f"The file is not UTF-8; it was read as {encoding}. See whether letters with accents are right.")
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise RoadmapError(NO_TEXT)
    whole = repaired(text)
    return Text(whole, remarks + _repairs(text, whole))


NO_TEXT: Final = "This is not a text but something else, such as a picture or a program. Nothing was changed."


def _guessed(data: bytes) -> tuple[str, str]:
    """A text that is not UTF-8 and the name of its encoding, the likeliest by its alphabet."""
    if len(CONTROLS.findall(data[:GUESSED_FROM_BYTES].decode("latin-1"))) > MOST_CONTROLS * len(data):
        raise RoadmapError(NO_TEXT)
    for encoding in (_likeliest(data[:GUESSED_FROM_BYTES]), "cp1252"):
        try:
            return data.decode(encoding), encoding.replace("_", "-")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _likeliest(data: bytes) -> str:
    """Between Western and a code page that differs from it in a letter or two, Western."""
    guesses = from_bytes(data)
    best = guesses.best()
    plausible = {name for guess in guesses for name in guess.could_be_from_charset}
    return "cp1252" if best is None or "cp1252" in plausible else best.encoding


def _repairs(text: str, whole: str) -> list[str]:
    """What `repaired` did, with a few lines before and after."""
    remarks = []
    if nulls := text.count("\x00"):
        remarks.append(f"{nulls:,} null character{'s were' if nulls > 1 else ' was'} left out.")
    before, after = _plain_lines(text).split("\n"), whole.split("\n")
    mended = [(one, other) for one, other in zip_longest(before, after, fillvalue="") if one != other]
    if mended:
        lines = "1 line was" if len(mended) == 1 else f"{len(mended):,} lines were"
        shown = "; ".join(f"“{_short(one)}” is now “{_short(other)}”" for one, other in mended[:SHOWN_REPAIRS])
        remarks.append(f"{lines} damaged by a wrong encoding and repaired: {shown}.")
    return remarks


def _short(line: str, most: int = 60) -> str:
    line = " ".join(line.split())
    return line if len(line) <= most else line[:most] + "…"


def _plain_lines(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def repaired(text: str) -> str:
    """`text` with doubly encoded passages put right; an emoji of which bytes are lost is left out."""
    return "\n".join(_repaired_line(line) if not line.isascii() else line for line in _plain_lines(text).split("\n"))


def _repaired_line(line: str) -> str:
    whole = BROKEN_SELECTOR.sub("ï¸\x8f", BROKEN_EMOJI.sub("", line))
    return fix_text(whole, REPAIRS)
