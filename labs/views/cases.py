"""A failing check's smallest case: its tensor plane by plane, and a script that runs it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from redis import RedisError

from labs import events
from labs.catalogue import catalogue
from labs.models import CheckResult, Submission, storable
from labs.replay import file_name, script
from labs.requests import LearnerRequest
from labs.tensors import plane_of

CHANGED = "The lab has changed since this attempt. Send your code again: the new attempt has a script of its own."


@require_safe
def case_error(request: LearnerRequest, pk: int, name: str) -> HttpResponse:
    """Where the tensor differs, at the places `?at=` of its leading axes, or where it is worst."""
    found = get_object_or_404(Submission.objects.of(request.user), pk=pk)
    check = check_of(found, name)
    if "tensor" not in check.detail:
        raise Http404("This check has no tensor to look at.")
    context = {"check": check, "plane": plane_of(check.detail["tensor"], request.GET.getlist("at"))}
    if request.htmx:
        return render(request, "labs/_error.html", context)
    return render(request, "labs/error.html", context | {"submission": found, "lab": catalogue().get(found.lab)})


@require_safe
def case_replay(request: LearnerRequest, pk: int, name: str) -> HttpResponse:
    """A script to download that runs the case again without Gradus."""
    found = get_object_or_404(Submission.objects.of(request.user), pk=pk)
    check = get_object_or_404(found.checks.all(), name=name)
    if "frame" not in check.detail.get("replay", {}):
        raise Http404("This check has no case that a script could carry.")
    lab = catalogue().get(found.lab)
    if lab is None or lab.digest != found.lab_digest:
        messages.error(request, CHANGED)
        return redirect("submission", pk)
    return HttpResponse(
        script(found, check, lab),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(found, check)}"'},
    )


def check_of(found: Submission, name: str) -> CheckResult:
    """A check's result, settled or only told of so far; raises Http404 where nothing is known of it."""
    if check := found.checks.filter(name=name).first():
        return check
    try:
        told = [] if found.is_settled else events.told_since(found.pk, events.FROM_THE_START)
    except RedisError:
        told = []
    for event in reversed(told):
        if event.kind == "check" and event.data.get("name") == name:
            return CheckResult(submission=found, **storable(event.data))
    raise Http404("This attempt has no result of that check.")
