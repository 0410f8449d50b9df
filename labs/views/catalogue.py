"""The map of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from labs.catalogue import by_topic, catalogue
from labs.marks import NOT_BEGUN, PROVEN, UNDER_WAY, marks_of
from labs.requests import LearnerRequest
from labs.search import matching
from runner.lab import FRAMEWORKS, LEVELS, Lab

STATES = {NOT_BEGUN: "not begun", UNDER_WAY: "under way", PROVEN: "proven"}


@dataclass(frozen=True)
class Place:
    """One lab on the map."""

    lab: Lab
    mark: str


@dataclass(frozen=True)
class Region:
    """The labs of one topic that the filter lets through."""

    title: str
    places: list[Place]

    @property
    def proven(self) -> int:
        return sum(place.mark == PROVEN for place in self.places)

    @property
    def share(self) -> float:
        return self.proven / len(self.places)


@require_safe
def labs_index(request: LearnerRequest) -> HttpResponse:
    """All labs by topic; `q`, `state`, `framework` and `level` narrow them."""
    marks = marks_of(request.user)
    found = [lab for lab in matching(catalogue().values(), request.GET.get("q", "")) if passes(lab, marks, request)]
    regions = [
        Region(title, [Place(lab, marks.get(lab.slug, NOT_BEGUN)) for lab in labs]) for title, labs in by_topic(found)
    ]
    context = {
        "regions": regions,
        "found": len(found),
        "total": len(catalogue()),
        "asked": request.GET,
        "states": STATES,
        "frameworks": FRAMEWORKS,
        "levels": LEVELS,
    }
    whole = not request.htmx or request.htmx.history_restore_request
    return render(request, "labs/index.html" if whole else "labs/_map.html", context)


def passes(lab: Lab, marks: dict[str, str], request: HttpRequest) -> bool:
    """Whether the three choices beside the search let a lab through; one left empty lets all."""
    facts = {"state": marks.get(lab.slug, NOT_BEGUN), "framework": lab.framework, "level": lab.level}
    return all(request.GET.get(name, "") in ("", fact) for name, fact in facts.items())
