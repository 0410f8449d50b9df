"""Today and the workers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from labs.requests import LearnerRequest
from labs.services import state_of_parts
from roadmap.habits.routines import rounds_of
from roadmap.habits.timing import timer_of
from roadmap.plan.questions import questions
from roadmap.progress import activity, queues
from roadmap.progress.newcomer import is_newcomer, offers_tour, undo_words
from roadmap.progress.today import Today, judged_stamp, unsettled


@never_cache
@require_safe
def today(request: LearnerRequest) -> HttpResponse:
    """The one thing to do now, and what comes after it. To a newcomer: the three questions.

    While something is judged the page asks again with what it shows of that: 204, or a reload when it has moved on.
    """
    learner = request.user
    if request.htmx:
        unchanged = request.GET.get("judged") == judged_stamp(unsettled(learner))
        return HttpResponse(status=204) if unchanged else HttpResponseClientRefresh()
    shown = Today.of(learner)
    days = activity.days_on(learner)
    if is_newcomer(learner, shown, days):
        return render(request, "plan/welcome.html", questions(shown.plan, shown.courses))
    context = {
        "shown": shown,
        "judged": judged_stamp(shown.judged),
        "tour": offers_tour(shown),
        "undo": undo_words(shown),
        "timer": timer_of(learner),
        "routines": [one for one in rounds_of(learner, resting=shown.resting) if not one.is_done],
        "streak": activity.streak(days, shown.resting),
    }
    return render(request, "progress/today.html", context)


@never_cache
@require_safe
def workers(request: LearnerRequest) -> HttpResponse:
    """Who grades, how much waits, and what to do when nobody is there. An htmx request gets the middle alone."""
    parts: dict[str, Any] = state_of_parts()
    for runner in parts["runners"]:
        runner["since"] = parse_datetime(runner["since"])
    context = {"parts": parts, "waiting": queues.lengths()}
    return render(request, "progress/_workers.html" if request.htmx else "progress/workers.html", context)
