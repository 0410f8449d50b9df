"""What the editor draws: the phases, and of one phase the topics as rows that know what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from roadmap.path.drafts import BEFORE
from roadmap.path.markdown import Outline, PhaseText, TopicText
from roadmap.path.models import Draft


@dataclass
class EditRow:
    """One topic. `spot` names it to every button: the key of its phase, a slash, its own."""

    topic: TopicText
    phase: str
    first: bool
    last: bool
    nested: bool
    children: list[EditRow] = field(default_factory=list)

    @property
    def spot(self) -> str:
        return f"{self.phase}/{self.topic.key}"

    @property
    def id(self) -> str:
        return f"{self.phase}--{self.topic.key}"


def rows_of(phase: PhaseText) -> list[EditRow]:
    top: list[EditRow] = []
    waiting = [(phase.topics, top, False)]
    while waiting:
        topics, rows, nested = waiting.pop()
        for index, topic in enumerate(topics):
            row = EditRow(topic, phase.key, index == 0, index == len(topics) - 1, nested)
            rows.append(row)
            waiting.append((topic.children, row.children, True))
    return top


class Editor:
    """A draft, or a roadmap without one, with one of its phases open: the one asked for, else the first."""

    def __init__(self, outline: Outline, draft: Draft | None, phase: str) -> None:
        self.outline, self.draft = outline, draft
        self.phase = next((one for one in outline.phases if one.key == phase), outline.phases[0])

    @property
    def rows(self) -> list[EditRow]:
        return rows_of(self.phase)

    @cached_property
    def steps(self) -> list[str]:
        """What was done so far, the last first."""
        said = self.draft.steps.exclude(said=BEFORE).values_list("said", flat=True) if self.draft else ()
        return list(said)[::-1]

    @property
    def phase_number(self) -> int:
        return self.outline.phases.index(self.phase) + 1
