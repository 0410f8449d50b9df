"""From the bytes of a file to its text, damage undone where it can be."""

from __future__ import annotations

import codecs
import re
from typing import Final

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
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTINUATIONS: Final = "".join(
    sorted({bytes([byte]).decode(page, "ignore") for byte in range(0x80, 0xC0) for page in ("cp1252", "cp1254")})
)
# An emoji is four bytes. Read as cp1252 or cp1254 it begins so; where one of the last two bytes had no character
# in that page it is gone, and what is left says nothing.
BROKEN_EMOJI: Final = re.compile(rf"[ðğ]Ÿ(?![{re.escape(CONTINUATIONS)}]{{2}})[{re.escape(CONTINUATIONS)}]?[ ]?")
# The selector that asks for a coloured emoji ends in such a byte; this one can be put back.
BROKEN_SELECTOR: Final = re.compile("ï¸(?!\x8f)")


def decoded(data: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 with its mark. Raises `RoadmapError` for anything else."""
    encoding = "utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RoadmapError(
            f"The file is not UTF-8 text (byte {error.start + 1} cannot be read). "
            "Save it as UTF-8 and import it again; nothing was changed."
        ) from error


def repaired(text: str) -> str:
    """`text` with doubly encoded passages put right; an emoji of which bytes are lost is left out."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_repaired_line(line) if not line.isascii() else line for line in text.split("\n"))


def _repaired_line(line: str) -> str:
    whole = BROKEN_SELECTOR.sub("ï¸\x8f", BROKEN_EMOJI.sub("", line))
    return fix_text(whole, REPAIRS)
