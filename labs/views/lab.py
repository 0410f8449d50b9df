"""One lab's page: read, write, send."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from labs.actions.submit import RefusedError, submit
from labs.catalogue import topic_title
from labs.marks import DONE, NOT_BEGUN, mark_of, marks_of
from labs.models import Submission
from labs.prerequisites import neighbours
from labs.requests import LearnerRequest, lab_or_404
from labs.views.attempts import attempt_context
from labs.views.drafts import keep_from, kept_context, opened
from runner.contract import MAX_SOURCE_BYTES
from runner.lab import Lab, docstring_parts

SHOWN_ATTEMPTS = 8


@require_safe
def lab(request: LearnerRequest, slug: str) -> HttpResponse:
    """The statement, the editor with the learner's draft, and the latest attempt.

    `?from=starter`, `?from=<submission>` or `?from=beside-<number>` opens that source instead; the draft stays kept.
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
        editor = {"source": source, "base": request.POST.get("base", "")}
        context = lab_context(request, found, editor) | {"sentences": refusal.sentences.values()}
        return render(request, "labs/lab.html", context, status=422)
    kept = keep_from(request, found, submission.source)
    if request.htmx:
        context = attempt_context(submission) | attempts_of(request, found) | kept_context(found, kept)
        return render(request, "labs/_sent.html", context)
    return redirect("submission", submission.pk)


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
