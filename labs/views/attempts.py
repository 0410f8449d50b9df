"""One submission's page, its cancelling, and the difference between two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from labs import runners
from labs.actions.cancel import cancel
from labs.catalogue import catalogue
from labs.differences import changed_lines
from labs.marks import mark_of
from labs.models import CheckResult, State, Submission
from labs.requests import LearnerRequest, is_number
from runner.contract import Outcome


@require_safe
def submission(request: LearnerRequest, pk: int) -> HttpResponse:
    """One attempt: what was sent and what became of it."""
    mine = Submission.objects.of(request.user)
    found = get_object_or_404(mine.prefetch_related("checks"), pk=pk)
    others = mine.filter(lab=found.lab)
    around = {"before": others.filter(pk__lt=pk).first(), "after": others.filter(pk__gt=pk).last()}
    return render(request, "labs/submission.html", attempt_context(found) | around)


@require_POST
def submission_cancel(request: LearnerRequest, pk: int) -> HttpResponse:
    """Stop a submission: at once where it waits, by asking its runner where it runs."""
    found = get_object_or_404(Submission.objects.of(request.user), pk=pk)
    cancel(found)
    found.refresh_from_db()
    if request.htmx:
        return render(request, "labs/_attempt.html", attempt_context(found))
    return redirect("submission", pk)


@require_safe
def lab_diff(request: LearnerRequest, slug: str) -> HttpResponse:
    """What changed from attempt `older` to attempt `newer`."""
    mine = Submission.objects.of(request.user).filter(lab=slug)
    pks = [request.GET.get(name, "") for name in ("older", "newer")]
    if not all(is_number(pk) for pk in pks):
        messages.error(request, "Choose two attempts to compare.")
        return redirect("lab-attempts", slug)
    older, newer = (get_object_or_404(mine, pk=pk) for pk in pks)
    lines = changed_lines(older.source, newer.source)
    return render(
        request, "labs/diff.html", {"older": older, "newer": newer, "lines": lines, "lab": catalogue().get(slug)}
    )


def attempt_context(found: Submission) -> dict[str, Any]:
    """What `_attempt.html` draws. Before there are results, the checks that will be run stand in their place."""
    checks = list(found.checks.all())
    return {
        "submission": found,
        "lab": catalogue().get(found.lab),
        "mark": mark_of(found.learner, found.lab),
        "checks": checks or (planned_checks(found) if not found.is_settled else []),
        "first_failed": next((check.name for check in checks if check.failed), None),
        "passed": sum(check.outcome == Outcome.PASSED for check in checks),
        **standing_context(found),
    }


def standing_context(found: Submission) -> dict[str, Any]:
    """What `_standing.html` draws: while it waits, its place in line and whether any runner would take it."""
    if found.state != State.QUEUED:
        return {"submission": found}
    return {"submission": found, "place": found.place_in_line(), "served": runners.served(found.device)}


def planned_checks(found: Submission) -> list[CheckResult]:
    lab = catalogue().get(found.lab)
    return [unfinished(found.pk, name, title) for name, title in lab.check_titles] if lab else []


def unfinished(submission: int, name: str, title: str) -> CheckResult:
    """A check of which nothing is known yet."""
    return CheckResult(submission_id=submission, name=name, title=title, outcome="queued")
