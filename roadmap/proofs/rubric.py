"""The five questions that are asked of an explanation, and what each answer to them means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 1
LEVELS: Final = ("Not yet", "Enough", "Well")


@dataclass(frozen=True)
class Question:
    """`answers` describe the levels 0, 1 and 2: not yet, enough, well."""

    key: str
    title: str
    answers: tuple[str, str, str]


RUBRIC: Final = (
    Question(
        "words",
        "Is it said without the jargon?",
        (
            "Terms of the field carry the meaning and stay unexplained.",
            "The terms that matter are explained where they first appear.",
            "Somebody from outside the field could follow every sentence.",
        ),
    ),
    Question(
        "example",
        "Is there an example worked out by hand?",
        (
            "There is none, or one that is only named.",
            "There is one with numbers, followed most of the way.",
            "There is one from its first number to its last, and a reader can check it.",
        ),
    ),
    Question(
        "reasons",
        "Does it say why, not only what?",
        (
            "It lists steps or formulas.",
            "The step that matters most has its reason.",
            "Every step has its reason, and it says what would go wrong without it.",
        ),
    ),
    Question(
        "limits",
        "Does it name where the idea fails?",
        (
            "It reads as if the idea always worked.",
            "It names a case in which the idea fails or does not apply.",
            "It names such a case and shows why the idea fails there.",
        ),
    ),
    Question(
        "place",
        "Does it say what stands around the idea?",
        (
            "The idea stands alone.",
            "It says what the idea builds on, or what builds on it.",
            "It says both, and how the idea differs from its nearest neighbour.",
        ),
    ),
)


def is_met(levels: Mapping[str, int]) -> bool:
    """Whether no answer is “not yet”. Answers given to another edition of the rubric stay what they were."""
    return bool(levels) and all(level >= ENOUGH for level in levels.values())


def wanting(levels: Mapping[str, int]) -> list[Question]:
    """The questions answered with “not yet”."""
    return [question for question in RUBRIC if levels.get(question.key, ENOUGH) < ENOUGH]
