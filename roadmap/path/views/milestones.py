"""The page of milestones, its target dates, and claiming one."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.path import ticking
from roadmap.path.forms import ClaimForm, TargetDateForm
from roadmap.path.markdown import plain
from roadmap.path.milestones import Milestone, milestones_of
from roadmap.path.models import MilestoneGoal


@never_cache
@require_safe
def milestones(request: LearnerRequest) -> HttpResponse:
    return _page(request, milestones_of(request.user))


@require_POST
def set_date(request: LearnerRequest, key: str) -> HttpResponse:
    found, milestone = _find(request, key)
    form = TargetDateForm(request.POST, prefix=f"date-{key}")
    if not form.is_valid():
        return _page(request, found, {key: {"date_form": form}}, status=422)
    MilestoneGoal.objects.set(request.user, milestone.topic.concept, form.cleaned_data["target_date"])
    return _back(key)


@require_POST
def claim(request: LearnerRequest, key: str) -> HttpResponse:
    """Claim a milestone; while something it requires is open, only with the box that says this is meant."""
    found, milestone = _find(request, key)
    form = ClaimForm(request.POST, prefix=f"claim-{key}")
    if milestone.missing and not form.is_valid():
        return _page(request, found, {key: {"claim_form": form}}, status=422)
    missing = ticking.claim_though_open(request.user, milestone.standing, key)
    although = f" What was open is kept with the claim: {len(missing)}." if missing else ""
    messages.success(request, f"Claimed: {plain(milestone.topic.title)}.{although}")
    return _back(key)


@require_POST
def unclaim(request: LearnerRequest, key: str) -> HttpResponse:
    _, milestone = _find(request, key)
    ticking.unclaim(request.user, milestone.standing, key)
    messages.success(request, f"No longer claimed: {plain(milestone.topic.title)}.")
    return _back(key)


def _find(request: LearnerRequest, key: str) -> tuple[list[Milestone], Milestone]:
    found = milestones_of(request.user)
    for milestone in found:
        if milestone.key == key:
            return found, milestone
    raise Http404(f"There is no milestone called {key}.")


def _page(
    request: LearnerRequest, found: list[Milestone], filled: dict[str, dict[str, Form]] | None = None, status: int = 200
) -> HttpResponse:
    """The page; `filled` holds the form that was refused, under its milestone's key."""
    rows = [{"milestone": one, **_forms(one), **(filled or {}).get(one.key, {})} for one in found]
    return render(request, "path/milestones.html", {"rows": rows}, status=status)


def _forms(milestone: Milestone) -> dict[str, Form]:
    initial = {"target_date": milestone.target_date}
    return {
        "date_form": TargetDateForm(prefix=f"date-{milestone.key}", initial=initial),
        "claim_form": ClaimForm(prefix=f"claim-{milestone.key}"),
    }


def _back(key: str) -> HttpResponse:
    return redirect(f"{reverse('milestones')}#{key}")
