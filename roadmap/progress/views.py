"""Today, the dashboard and its data, the workers, and the page that shows every component."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from labs.requests import LearnerRequest
from labs.services import state_of_parts
from roadmap.habits.models import Timer
from roadmap.habits.resting import rest_days
from roadmap.habits.routines import rounds_of
from roadmap.papers.models import Reproduction
from roadmap.path.standing import standings
from roadmap.progress import activity, charts, plotly_bundle, queues
from roadmap.progress.dashboard import Dashboard
from roadmap.progress.templatetags.marks import ENDINGS, STATES
from roadmap.progress.today import milestones_due, next_topic, passed_labs, under_way, unsettled
from roadmap.reviews.queue import forecast, looked_up

A_YEAR_SECONDS = 365 * 24 * 3600


@never_cache
@require_safe
def today(request: LearnerRequest) -> HttpResponse:
    """What runs, what was begun, what is due, the one topic to take next, this month's paper.

    While something is judged the page asks again with what it shows of that: 204, or a reload when it has moved on.
    """
    learner = request.user
    waiting = unsettled(learner)
    judged = ",".join(f"{one.submission.pk}-{one.submission.state}" for one in waiting)
    if request.htmx:
        return HttpResponse(status=204) if request.GET.get("judged") == judged else HttpResponseClientRefresh()
    courses = standings(learner)
    passed = passed_labs(learner)
    begun = under_way(learner, passed)
    following = next_topic(courses, passed)
    context = {
        "courses": courses,
        "unsettled": waiting,
        "judged": judged,
        "next": following,
        "under_way": begun,
        "also_under_way": begun if following else begun[1:],
        "due": milestones_due(learner, courses),
        "reproductions": Reproduction.objects.of(learner).in_month(timezone.localdate()).with_verdicts(),
        "reviews": looked_up(learner),
        "timer": Timer.objects.filter(learner=learner).first(),
        "routines": [one for one in rounds_of(learner) if not one.is_done],
        "streak": activity.streak((day.day for day in activity.days_of(learner)), rest_days(learner)),
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


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever changes the stylesheet. Development only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "progress/style.html", {"states": STATES, "endings": ENDINGS})
