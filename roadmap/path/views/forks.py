"""A built-in roadmap made one's own, and what became of the original since."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.path import drafts, forking
from roadmap.path.markdown import RoadmapError
from roadmap.path.models import Roadmap
from roadmap.path.views.importing import grouped


@require_POST
def fork(request: LearnerRequest, slug: str) -> HttpResponse:
    """Makes a copy of one's own and opens it; one that is there already is opened as it is."""
    built_in = get_object_or_404(Roadmap.objects.built_in(), slug=slug)
    mine, new = forking.fork(built_in, request.user)
    if new:
        messages.success(request, f"“{mine.title}” is now a roadmap of your own. What you proved is proven in it too.")
    return redirect("path-edit", mine.slug)


@never_cache
@require_safe
def upstream(request: LearnerRequest, slug: str) -> HttpResponse:
    """What changed in the original since the fork, and in what the fork differs from it."""
    mine = get_object_or_404(Roadmap.objects.filter(owner=request.user).exclude(forked_from=""), slug=slug)
    since, own = forking.upstream_changes(mine)
    original = Roadmap.objects.built_in().filter(slug=mine.forked_from).first()
    context = {"roadmap": mine, "original": original, "since": grouped(since), "own": grouped(own)}
    return render(request, "path/upstream.html", context)


@require_POST
def take(request: LearnerRequest, slug: str) -> HttpResponse:
    """Puts what changed in the original into a draft of the fork; nothing counts before it is confirmed."""
    mine = get_object_or_404(Roadmap.objects.filter(owner=request.user).exclude(forked_from=""), slug=slug)
    try:
        drafts.change(request.user, slug, lambda outline: forking.take_over(outline, mine))
    except RoadmapError as error:
        messages.warning(request, str(error))
        return redirect("path-upstream", slug)
    return redirect("path-draft", slug)
