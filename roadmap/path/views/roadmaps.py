"""The roadmaps: all of them with their bars, one of them whole, and one as Markdown."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labs.requests import LearnerRequest
from roadmap.links import rendered
from roadmap.path import exporting
from roadmap.path.models import Draft, Roadmap
from roadmap.path.rows import Page
from roadmap.path.standing import Standing, standings


@never_cache
@require_safe
def index(request: LearnerRequest) -> HttpResponse:
    context = {"standings": standings(request.user), "drafts": Draft.objects.of(request.user)}
    return render(request, "path/index.html", context)


@never_cache
@require_safe
def roadmap(request: LearnerRequest, slug: str) -> HttpResponse:
    """Phases beside, topics in the middle."""
    found = Roadmap.objects.called(slug, request.user)
    page = Page(Standing.of(request.user, found))
    phases = [(phase, rendered(phase.phase.body, request.user)) for phase in page.phases]
    context = {"page": page, "roadmap": found, "phases": phases, "summary": rendered(found.summary, request.user)}
    return render(request, "path/roadmap.html", context)


@never_cache
@require_safe
def export(request: LearnerRequest, slug: str) -> HttpResponse:
    """The roadmap as a Markdown file, boxes ticked as the learner stands."""
    found = Roadmap.objects.called(slug, request.user)
    text = exporting.export(found, Standing.of(request.user, found))
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.md"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)
