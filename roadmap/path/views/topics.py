"""One topic: what it is about, what proves it, and what a learner says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from labs.markdown import Link, Target
from labs.requests import LearnerRequest
from roadmap.links import links_for, rendered
from roadmap.path import ticking
from roadmap.path.markdown import plain
from roadmap.path.models import Roadmap, Topic, TopicLink
from roadmap.path.rows import Page, Row
from roadmap.path.standing import Standing
from roadmap.path.stretches import show
from roadmap.path.tally import State
from roadmap.proofs.beside import Section, sections

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_ANSWERED: Final = 200


@never_cache
@require_safe
@vary_on_headers("HX-Request")
def topic(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    """The topic's panel: alone where htmx opens it in place, else as a page."""
    roadmap = Roadmap.objects.called(slug, request.user)
    page = Page(_standing(request.user, roadmap, key))
    row = page.row(page.standing.called(key)[0])
    trail = list(page.standing.ancestors(row.topic))[::-1]
    show(row.stretches)
    context = {"page": page, "roadmap": roadmap, "row": row, "trail": trail, **_panel(request.user, row)}
    in_place = request.htmx and not request.htmx.history_restore_request
    return render(request, "path/_panel.html" if in_place else "path/topic.html", context)


@never_cache
@require_safe
def standing(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    """Every row and bar that a change of this topic's evidence may have changed; its panel asks when it was changed."""
    roadmap = Roadmap.objects.called(slug, request.user)
    return _changed(request, roadmap, _standing(request.user, roadmap, key), key)


@require_POST
def tick(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    return _say(request, slug, key, ticking.claim, "Claimed")


@require_POST
def untick(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    return _say(request, slug, key, ticking.unclaim, "No longer claimed")


@require_POST
def skip(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    return _say(request, slug, key, ticking.skip, "Skipped")


@require_POST
def unskip(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    return _say(request, slug, key, ticking.unskip, "No longer skipped")


def _say(
    request: LearnerRequest, slug: str, key: str, say: Callable[[User, Standing, str], None], said: str
) -> HttpResponse:
    """Do what a button says. htmx gets every row and bar that changed; without it, back to the row."""
    roadmap = Roadmap.objects.called(slug, request.user)
    standing = _standing(request.user, roadmap, key)
    status = 200
    try:
        say(request.user, standing, key)
    except ticking.StillOpenError as error:
        messages.warning(request, str(error))
        said, status = "", 409
    if request.htmx:
        return _changed(request, roadmap, standing.after(request.user), key, said, status)
    if request.POST.get("from") == "topic":
        return redirect("topic", slug, key)
    topic = standing.called(key)[0]
    return redirect(f"{reverse('path-roadmap', args=[slug])}?at={key}#row-{topic.phase.key}--{key}")


def _changed(
    request: LearnerRequest, roadmap: Roadmap, standing: Standing, key: str, said: str = "", status: int = 200
) -> HttpResponse:
    """Every row and bar that changed; where these are more than an answer holds, the whole page anew."""
    page, answers = Page(standing), request.method == "POST"
    rows, topic = page.touched_by(key, below=answers), standing.called(key)[0]
    if len(rows) > MOST_ANSWERED:
        if said:
            messages.success(request, f"{said}: {plain(topic.title)}")
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"page": page, "roadmap": roadmap, "rows": rows, "phases": page.phases_of(rows), "said": said}
    context |= {"topic": topic, "answers": answers}
    return render(request, "path/_said.html", context, status=status)


def _standing(learner: User, roadmap: Roadmap, key: str) -> Standing:
    standing = Standing.of(learner, roadmap)
    if not standing.called(key):
        raise Http404(f"There is no topic called {key} in {roadmap.slug}.")
    return standing


def _panel(learner: User, row: Row) -> dict[str, Any]:
    kinds = [TopicLink.Kind.PAPER, TopicLink.Kind.NOTE, TopicLink.Kind.TOPIC]
    targets = [Target(link.kind, link.target) for link in row.topic.links.filter(kind__in=kinds)]
    found = links_for(learner)(targets)
    links: dict[str, list[Link]] = {}
    for target in targets:
        links.setdefault(target.kind, []).append(found.get(target) or Link(target.name, known=False))
    elsewhere = Topic.objects.visible_to(learner).filter(concept=row.topic.concept_id)
    elsewhere = elsewhere.select_related("phase__roadmap").defer("phase__roadmap__forked_text")
    return {
        "body": rendered(row.topic.body, learner),
        "lead": rendered(row.topic.title, learner) if "](" in row.topic.title or "[[" in row.topic.title else "",
        "links": links,
        "sections": _sections(learner, row),
        "elsewhere": elsewhere.exclude(phase__roadmap=row.topic.phase.roadmap_id),
    }


def _sections(learner: User, row: Row) -> list[Section]:
    """The evidence beside the topic. That a review is overdue is known here alone: it lies above what is kept."""
    parts = row.progress.parts
    papers = [Target("paper", part.target) for part in parts if part.kind == "paper" and part.target]
    fading = {part.kind for part in parts if part.state is State.FADING}
    found = sections(learner, row.key, row.progress.kinds, papers)
    return [replace(one, state=State.FADING) if one.kind in fading else one for one in found]
