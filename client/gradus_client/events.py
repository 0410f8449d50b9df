"""Server-sent events (HTML Standard, section 9.2), read as their bytes arrive."""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Told:
    """One event; `position` is where to go on from after it."""

    kind: str
    data: dict[str, Any]
    position: str


@dataclass
class EventReader:
    """Gives each event once it is whole. One that the connection broke in the middle of is never given."""

    position: str = ""
    decoder: Any = field(default_factory=lambda: getincrementaldecoder("utf-8-sig")("replace"))
    rest: str = ""
    kind: str = ""
    lines: list[str] = field(default_factory=list)

    def feed(self, part: bytes) -> Iterator[Told]:
        for line in self._lines(part):
            if line:
                self._field(line)
            elif told := self._event():
                yield told

    def _lines(self, part: bytes) -> Iterator[str]:
        text = self.rest + self.decoder.decode(part)
        # A carriage return at the end may be the first half of a line's end.
        held = "\r" if text.endswith("\r") else ""
        *whole, rest = LINE_END.split(text.removesuffix(held) if held else text)
        self.rest = rest + held
        yield from whole

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "event":
                self.kind = value
            case "data":
                self.lines.append(value)
            case "id" if "\0" not in value:
                self.position = value

    def _event(self) -> Told | None:
        kind, text = self.kind, "\n".join(self.lines)
        self.kind, self.lines = "", []
        if not text:
            return None
        try:
            data = json.loads(text)
        except ValueError:
            return None
        return Told(kind, data if isinstance(data, dict) else {}, self.position)
