"""Planned rest in the calendar of one paper a month."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from labs.requests import LearnerRequest
from roadmap.papers.months import NoRest, plan_rest, take_back


@require_POST
def rest(request: LearnerRequest) -> HttpResponse:
    month = _month(request)
    try:
        if month is None:
            raise NoRest("Name the month as year and number, such as 2026-08. Nothing was planned.")
        plan_rest(request.user, month, timezone.localdate())
        messages.success(request, f"{month:%B %Y} is a month of rest. It will not break your row.")
    except NoRest as reason:
        messages.error(request, str(reason))
    return redirect("papers-index")


@require_POST
def reproduce(request: LearnerRequest) -> HttpResponse:
    month = _month(request)
    if month and take_back(request.user, month, timezone.localdate()):
        messages.success(request, f"{month:%B %Y} is no longer a month of rest.")
    else:
        messages.error(request, "No rest of this month or a later one was found by that name; nothing was changed.")
    return redirect("papers-index")


def _month(request: LearnerRequest) -> date | None:
    try:
        return parse_date(f"{request.POST.get('month', '')}-01")
    except ValueError:
        return None
