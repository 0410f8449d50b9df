"""The map of the catalogue."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from labs.catalogue import catalogue, topic_title, topics, unreadable
from labs.forms import NarrowingForm
from labs.map import regions, suggestion
from labs.marks import MARKS, NOT_BEGUN, standings_of
from labs.narrowing import WORDS, Narrowing
from labs.prerequisites import Marks, is_ready
from labs.requests import LearnerRequest
from labs.search import close_to, matching
from runner.lab import DEVICES, FRAMEWORKS, LEVELS


@require_safe
@vary_on_headers("HX-Request")
def labs_index(request: LearnerRequest) -> HttpResponse:
    """All labs by topic, narrowed by what `NarrowingForm` reads; while somebody types or chooses, the map alone."""
    standings = standings_of(request.user)
    marks = {slug: standing.mark for slug, standing in standings.items()}
    form = NarrowingForm(request.GET)
    asked = form.narrowing
    found = asked.found(marks)
    named = {lab.slug for lab in matching(found, asked.search, statements=False)}
    following = suggestion([lab for lab in found if lab.slug in named] or found, standings)
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "regions": regions(found, marks, following.lab if following else None, named),
        "found": len(found),
        "total": len(catalogue()),
        "next": following,
        "unreadable": unreadable(),
    }
    if not found:
        context |= {"loosened": loosened(asked, marks), "close": close_to(asked.search)}
    if request.htmx and not request.htmx.history_restore_request:
        return in_history(request, render(request, "labs/_found.html", context), asked)
    return render(request, "labs/index.html", context | choices(marks))


def choices(marks: Marks) -> dict[str, Any]:
    """What the form offers, and how many of all labs stand in each state."""
    labs = catalogue().values()
    counts = Counter(marks.get(lab.slug, NOT_BEGUN) for lab in labs)
    return {
        "states": [(name, words, counts[name]) for name, words in MARKS.items()],
        "ready": sum(is_ready(lab, marks) for lab in labs),
        "topics": [(topic, topic_title(topic)) for topic in topics()],
        "frameworks": FRAMEWORKS,
        "levels": LEVELS,
        "devices": DEVICES,
    }


def loosened(asked: Narrowing, marks: Marks) -> list[tuple[str, int, str]]:
    """For each of several wishes that together find nothing: its words, what is found without it, and the address."""
    fewer = [(name, asked.without(name)) for name in asked.asked] if len(asked.asked) > 1 else []
    counted = [(WORDS.get(name, f"the {name}"), len(other.found(marks)), address(other)) for name, other in fewer]
    return [one for one in counted if one[1]]


def address(asked: Narrowing) -> str:
    return f"{reverse('labs-index')}?{asked.query}".removesuffix("?")


def in_history(request: LearnerRequest, response: HttpResponse, asked: Narrowing) -> HttpResponse:
    """The address says what is shown. Each choice is a step that Back undoes; a letter typed is none."""
    was = NarrowingForm(QueryDict(urlsplit(request.htmx.current_url or "").query)).narrowing
    typed = was.without("search") == asked.without("search")
    return (replace_url if typed else push_url)(response, address(asked))
