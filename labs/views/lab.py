"""One lab's page: read, write, send."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from labs.actions.submit import RefusedError, submit
from labs.catalogue import catalogue, topic_title
from labs.marks import DONE, NOT_BEGUN, mark_of, marks_of
from labs.models import Draft, Submission
from labs.prerequisites import neighbours
from labs.requests import LearnerRequest, is_number
from labs.views.attempts import attempt_context
from runner.contract import MAX_SOURCE_BYTES
from runner.lab import Lab, docstring_parts

SHOWN_ATTEMPTS = 8


def lab_or_404(slug: str) -> Lab:
    try:
        return catalogue()[slug]
    except KeyError:
        raise Http404(f"There is no lab called {slug}.") from None


@require_safe
def lab(request: LearnerRequest, slug: str) -> HttpResponse:
    """The statement, the editor with the learner's draft, and the latest attempt.

    `?from=starter` or `?from=<submission>` opens that source instead; the draft stays until something is written.
    """
    found = lab_or_404(slug)
    return render(request, "labs/lab.html", lab_context(request, found, opened(request, found)))


@require_POST
def lab_submit(request: LearnerRequest, slug: str) -> HttpResponse:
    """Send the editor's content. A refusal answers 422 with its sentences and what was written."""
    found = lab_or_404(slug)
    source = request.POST.get("source", "")
    try:
        submission = submit(request.user, slug, source, request.POST.get("device", "cpu"))
    except RefusedError as refusal:
        if request.htmx:
            refused = render(request, "labs/_sentences.html", {"sentences": refusal.sentences.values()}, status=422)
            return reswap(retarget(refused, "#refused"), "innerHTML")
        context = lab_context(request, found, {"source": source}) | {"sentences": refusal.sentences.values()}
        return render(request, "labs/lab.html", context, status=422)
    Draft.objects.keep(request.user, slug, submission.source)
    if request.htmx:
        return render(request, "labs/_sent.html", attempt_context(submission) | attempts_of(request, found))
    return redirect("submission", submission.pk)


@require_POST
def lab_draft(request: LearnerRequest, slug: str) -> HttpResponse:
    """Keep what is in the editor."""
    found = lab_or_404(slug)
    source = request.POST.get("source", "").replace("\r\n", "\n")
    if "\0" in source or len(source.encode("utf-8", "replace")) > MAX_SOURCE_BYTES:
        return render(request, "labs/_draft.html", {"too_much": True}, status=422)
    draft = Draft.objects.keep(request.user, found.slug, source)
    return render(request, "labs/_draft.html", {"draft": draft})


@require_safe
def lab_attempts(request: LearnerRequest, slug: str) -> HttpResponse:
    """Every attempt of the learner at this lab, and a choice of two to compare."""
    found = lab_or_404(slug)
    attempts = Submission.objects.of(request.user).filter(lab=slug)
    return render(request, "labs/attempts.html", {"lab": found, "attempts": attempts})


@require_safe
def lab_reference(request: LearnerRequest, slug: str) -> HttpResponse:
    """The reference and the other ways to do it, once the lab is proven."""
    found = lab_or_404(slug)
    if mark_of(request.user, slug) not in DONE:
        return render(request, "labs/not_proven.html", {"lab": found}, status=403)
    ways = [(*docstring_parts(source), source) for source in found.accepted.values()]
    return render(request, "labs/reference.html", {"lab": found, "ways": ways})


def opened(request: LearnerRequest, found: Lab) -> dict[str, Any]:
    """What the editor opens with: what `from` names, else the draft, else the latest attempt, else the starter."""
    wanted = request.GET.get("from", "")
    draft = Draft.objects.of(request.user).filter(lab=found.slug).first()
    mine = Submission.objects.of(request.user).filter(lab=found.slug)
    if wanted == "starter":
        return {"source": found.starter, "opened_from": "the starter", "draft": draft}
    if is_number(wanted):
        chosen = get_object_or_404(mine, pk=wanted)
        return {"source": chosen.source, "opened_from": f"attempt {chosen.pk}", "draft": draft}
    if draft:
        return {"source": draft.source, "draft": draft}
    latest = mine.first()
    return {"source": latest.source if latest else found.starter}


def lab_context(request: LearnerRequest, found: Lab, editor: dict[str, Any]) -> dict[str, Any]:
    latest = Submission.objects.of(request.user).filter(lab=found.slug).prefetch_related("checks").first()
    marks = marks_of(request.user)
    return {
        "lab": found,
        "topic_title": topic_title(found.topic),
        "mark": marks.get(found.slug, NOT_BEGUN),
        **neighbours(found, marks),
        "most_bytes": MAX_SOURCE_BYTES,
        "draft_address": reverse("lab-draft", args=[found.slug]),
        **(attempt_context(latest) if latest else {}),
        **attempts_of(request, found),
        **editor,
    }


def attempts_of(request: LearnerRequest, found: Lab) -> dict[str, Any]:
    mine = Submission.objects.of(request.user).filter(lab=found.slug)
    return {"lab": found, "attempts": mine[:SHOWN_ATTEMPTS], "attempts_total": mine.count()}
