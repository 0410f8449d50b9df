"""Today, the dashboard and its data, and the workers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from labs.requests import LearnerRequest
from labs.services import state_of_parts
from roadmap.habits.models import Timer
from roadmap.habits.resting import rest_days
from roadmap.habits.routines import rounds_of
from roadmap.plan.questions import questions
from roadmap.progress import activity, charts, plotly_bundle, queues
from roadmap.progress.dashboard import Dashboard
from roadmap.progress.newcomer import is_newcomer, offers_tour, undo_words
from roadmap.progress.today import Today, judged_stamp, unsettled
from roadmap.reviews.queue import forecast

A_YEAR_SECONDS = 365 * 24 * 3600


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
    days = activity.days_of(learner)
    if is_newcomer(learner, shown, days):
        return render(request, "plan/welcome.html", questions(shown.plan, shown.courses))
    context = {
        "shown": shown,
        "judged": judged_stamp(shown.judged),
        "tour": offers_tour(shown, days),
        "undo": undo_words(shown),
        "timer": Timer.objects.filter(learner=learner).first(),
        "routines": [one for one in rounds_of(learner) if not one.is_done],
        "streak": activity.streak((day.day for day in days), rest_days(learner)),
    }
    return render(request, "progress/today.html", context)


@never_cache
@require_safe
def dashboard(request: LearnerRequest) -> HttpResponse:
    """Numbers and charts. The page asks again with the `stamp` it shows: 204 while nothing has changed."""
    shown = Dashboard.of(request.user, request.GET.get("roadmap", ""))
    context = {"shown": shown, "plotly": plotly_bundle}
    if not request.htmx:
        return render(request, "progress/dashboard.html", context)
    if request.GET.get("stamp") == shown.stamp:
        return HttpResponse(status=204)
    if "empty" in request.GET:
        return HttpResponseClientRefresh()
    return render(request, "progress/_dashboard.html", context)


@never_cache
@require_safe
def claimed_and_proven(request: LearnerRequest) -> JsonResponse:
    """The first chart's numbers, as `charts.standing_chart` says."""
    shown = Dashboard.of(request.user, request.GET.get("roadmap", ""))
    return JsonResponse(charts.standing_chart(shown.standings, shown.course))


@never_cache
@require_safe
def activity_by_day(request: LearnerRequest) -> JsonResponse:
    """The second chart's numbers, as `charts.activity_chart` says."""
    return JsonResponse(charts.activity_chart(activity.days_of(request.user)))


@never_cache
@require_safe
def reviews_ahead(request: LearnerRequest) -> JsonResponse:
    """The third chart's numbers, as `charts.reviews_chart` says."""
    return JsonResponse(charts.reviews_chart(forecast(request.user)))


@login_not_required
@cache_control(public=True, max_age=A_YEAR_SECONDS, immutable=True)
@require_safe
def plotly_script(request: HttpRequest, release: str) -> HttpResponse:
    """Plotly's script at an address that changes with its release; 404 for any other release."""
    if release != plotly_bundle.release():
        raise Http404
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(plotly_bundle.SCRIPT.read_bytes(), content_type="text/javascript")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return HttpResponse(plotly_bundle.compressed(), content_type="text/javascript", headers=headers)


@never_cache
@require_safe
def workers(request: LearnerRequest) -> HttpResponse:
    """Who grades, how much waits, and what to do when nobody is there. An htmx request gets the middle alone."""
    parts: dict[str, Any] = state_of_parts()
    for runner in parts["runners"]:
        runner["since"] = parse_datetime(runner["since"])
    context = {"parts": parts, "waiting": queues.lengths()}
    return render(request, "progress/_workers.html" if request.htmx else "progress/workers.html", context)
