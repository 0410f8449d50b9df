"""How the catalogue is narrowed down: by the same words on the page and in the REST API."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from labs.catalogue import catalogue
from labs.marks import NOT_BEGUN
from labs.prerequisites import Marks, is_ready
from labs.search import matching
from runner.lab import Lab

LONGEST_SEARCH = 200
# What a page calls the fields that it does not call as the address does.
WORDS = {"topic": "the section", "minutes": "the time at hand", "ready": "“ready for you”"}


@dataclass(frozen=True)
class Narrowing:
    """What is asked for; a field left empty lets every lab through. `minutes` is the time at hand."""

    search: str = ""
    state: str = ""
    topic: str = ""
    concept: str = ""
    framework: str = ""
    level: str = ""
    device: str = ""
    minutes: int | None = None
    ready: bool | None = None

    def found(self, marks: Marks) -> list[Lab]:
        """The labs that fit, in the order of learning."""
        return [lab for lab in matching(catalogue().values(), self.search) if self.fits(lab, marks)]

    def fits(self, lab: Lab, marks: Marks) -> bool:
        """Whether `lab` is what was asked for, beside the words, by a learner with these marks."""
        held = {
            "state": [marks.get(lab.slug, NOT_BEGUN)],
            "topic": [lab.topic],
            "concept": lab.concepts,
            "framework": [lab.framework],
            "level": [lab.level],
            "device": lab.devices,
        }
        return (
            all(getattr(self, name) in ("", *values) for name, values in held.items())
            and (self.minutes is None or lab.minutes <= self.minutes)
            and (self.ready is None or is_ready(lab, marks) == self.ready)
        )

    @property
    def asked(self) -> list[str]:
        """The names of the fields that narrow anything."""
        return [field.name for field in fields(self) if getattr(self, field.name) not in ("", None)]

    @property
    def query(self) -> str:
        """The same as an address has it after the question mark."""
        return urlencode(
            {name: str(getattr(self, name)).lower() if name == "ready" else getattr(self, name) for name in self.asked}
        )

    def without(self, name: str) -> Narrowing:
        """The same with one field left empty."""
        kept: dict[str, Any] = {one: getattr(self, one) for one in self.asked if one != name}
        return Narrowing(**kept)
