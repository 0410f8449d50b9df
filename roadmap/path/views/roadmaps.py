"""The roadmaps: all of them with their bars, one of them whole, and one as Markdown."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from labs.requests import LearnerRequest
from roadmap.links import all_rendered, rendered
from roadmap.path import exporting
from roadmap.path.models import Draft, Roadmap
from roadmap.path.rows import Page, PhaseRows
from roadmap.path.standing import Standing, standings
from roadmap.path.stretches import reach, show, stretch_from

MOST_FOUND: Final = 12
POSITION_DIGITS: Final = 9


@never_cache
@require_safe
def index(request: LearnerRequest) -> HttpResponse:
    context = {"standings": standings(request.user), "drafts": Draft.objects.of(request.user)}
    return render(request, "path/index.html", context)


@never_cache
@require_safe
@vary_on_headers("HX-Request")
def roadmap(request: LearnerRequest, slug: str) -> HttpResponse:
    """Phases beside, topics in the middle: at first those of the phase in which the learner is.

    `at` names a concept that is to be among them, `whole` asks for all, `find` for those in whose title words stand.
    """
    found = Roadmap.objects.called(slug, request.user)
    page = Page(Standing.of(request.user, found))
    words = request.GET.get("find", "").strip()
    context: dict[str, Any] = {"page": page, "roadmap": found, "words": words, "rows": page.called(words, MOST_FOUND)}
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "path/_found.html", context)
    page.begin(at=request.GET.get("at", ""), whole="whole" in request.GET)
    opening, _, summary = found.summary.partition("\n\n")
    texts = [opening, summary, *(_body(phase) for phase in page.phases)]
    context["opening"], context["summary"], *bodies = all_rendered(texts, request.user)
    context["phases"] = list(zip(page.phases, bodies, strict=True))
    return render(request, "path/roadmap.html", context)


@never_cache
@require_safe
@vary_on_headers("HX-Request")
def phase(request: LearnerRequest, slug: str, phase: str) -> HttpResponse:
    """One phase as a page; htmx gets its topics alone, or the stretch of them that begins at the position `from`."""
    found = Roadmap.objects.called(slug, request.user)
    page = Page(Standing.of(request.user, found))
    try:
        before, asked, after = page.phase(phase)
    except KeyError as error:
        raise Http404(f"There is no phase called {phase} in {slug}.") from error
    stretch = stretch_from(asked.stretches, _number(request.GET.get("from", "")))
    context: dict[str, Any] = {"page": page, "roadmap": found, "phase": asked, "stretches": asked.stretches}
    context |= {"before": before, "after": after}
    if request.htmx and stretch:
        show([stretch])
        return render(request, "path/_stretches.html", context | {"stretches": [stretch]})
    if stretch:
        reach(asked.stretches, stretch.start)
    else:
        show(asked.stretches)
    context["body"] = rendered(asked.phase.body, request.user)
    return render(request, "path/_inside.html" if request.htmx else "path/phase.html", context)


def _body(phase: PhaseRows) -> str:
    """The text below a phase's title, which comes with its first topics."""
    return phase.phase.body if phase.here else ""


def _number(text: str) -> int:
    """A position; -1, where no topic stands, for what is none."""
    return int(text) if text.isdecimal() and len(text) < POSITION_DIGITS else -1


@never_cache
@require_safe
def export(request: LearnerRequest, slug: str) -> HttpResponse:
    """The roadmap as a Markdown file, boxes ticked as the learner stands."""
    found = Roadmap.objects.called(slug, request.user)
    text = exporting.export(found, Standing.of(request.user, found))
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.md"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)
