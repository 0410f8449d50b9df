"""What became of the files of a vault, room by room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from roadmap.path.markdown import RoadmapError
from roadmap.vault.front_matter import Unread

MOST_PROBLEMS: Final = 200


@dataclass
class Summary:
    """Rows added, rows that were there, copies kept beside what differs; and in sentences what was left out."""

    added: int = 0
    unchanged: int = 0
    copied: int = 0
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def problems_of(self, path: str) -> Iterator[None]:
        """One file: what cannot be taken in is told, and the others go on."""
        try:
            with transaction.atomic():
                yield
        except (Unread, RoadmapError, ValidationError) as problem:
            told = " ".join(getattr(problem, "messages", [str(problem)]))
            self.problems.append(f"{path} was left out: {told}")
        except (DatabaseError, ValueError, TypeError, KeyError, OverflowError):
            self.problems.append(f"{path} was left out: it holds something that does not belong there.")


@dataclass
class Carried:
    """The whole import: a summary for each room."""

    rooms: dict[str, Summary] = field(default_factory=dict)

    @property
    def added(self) -> int:
        return sum(room.added for room in self.rooms.values())

    @property
    def copied(self) -> int:
        return sum(room.copied for room in self.rooms.values())

    @property
    def problems(self) -> list[str]:
        return [problem for room in self.rooms.values() for problem in room.problems][:MOST_PROBLEMS]

    def to_json(self) -> dict[str, Any]:
        return {
            "added": self.added,
            "copied": self.copied,
            "rooms": {name: asdict(r) for name, r in self.rooms.items()},
        }
