"""What a lab builds on and what it opens. Nothing is locked: a lab that is not ready can be opened all the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from labs.catalogue import catalogue
from labs.marks import DONE, NOT_BEGUN
from runner.lab import Lab

Marks = Mapping[str, str]


def before(lab: Lab) -> list[Lab]:
    """The labs that `lab` builds on, of those that are here."""
    labs = catalogue()
    return [labs[slug] for slug in lab.prerequisites if slug in labs]


def absent(lab: Lab) -> list[str]:
    """The slugs that `lab` builds on and for which there is no lab here, or not yet. They hold nobody up."""
    return [slug for slug in lab.prerequisites if slug not in catalogue()]


def opens(lab: Lab) -> list[Lab]:
    """The labs that build on `lab`, in the order of learning."""
    labs = catalogue()
    return [labs[slug] for slug in _openings(settings.CATALOG_DIR).get(lab.slug, ())]


@cache
def _openings(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for lab in catalogue().values():
        for slug in lab.prerequisites:
            found.setdefault(slug, []).append(lab.slug)
    return found


def missing(lab: Lab, marks: Marks) -> list[Lab]:
    """What `lab` builds on and the learner with these marks has not proven."""
    return [one for one in before(lab) if marks.get(one.slug) not in DONE]


def is_ready(lab: Lab, marks: Marks) -> bool:
    """Whether it is not proven, and all it builds on is."""
    return marks.get(lab.slug) not in DONE and not missing(lab, marks)


def neighbours(lab: Lab, marks: Marks) -> dict[str, list[tuple[Lab, str]] | list[str]]:
    """Both sides of a lab, each lab with its mark, as `_facts.html` draws them."""
    sides = {"needed": before(lab), "opened": opens(lab)}
    marked = {side: [(one, marks.get(one.slug, NOT_BEGUN)) for one in labs] for side, labs in sides.items()}
    return {**marked, "absent": absent(lab)}
