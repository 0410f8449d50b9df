"""Time spent: the timer, minutes written down by hand, and both against the labs' estimates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.catalogue import catalogue
from labs.markdown import Link, Target
from labs.requests import LearnerRequest
from roadmap.habits import timing
from roadmap.habits.forms import ForgottenForm, MinutesForm, is_known
from roadmap.habits.models import About, Minutes, Timer
from roadmap.habits.spent import estimate, minutes_by_week, spent_by_subject
from roadmap.links import links_for

ROWS_A_PAGE = 50


@never_cache
def index(request: LearnerRequest) -> HttpResponse:
    """What was spent on what and when; a POST writes minutes down."""
    form = MinutesForm(request.user, request.POST or None, initial={"about": request.GET.get("about", "")[:220]})
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Written down: {form.save()}.")
        return redirect("time")
    page = Paginator(Minutes.objects.of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    targets = {Target(row.kind, row.subject) for row in page}
    links = links_for(request.user)(targets)
    context = {
        "form": form,
        "labs": catalogue().values(),
        "page": page,
        "rows": [(row, links.get(Target(row.kind, row.subject)) or Link(row.subject, known=False)) for row in page],
        "spent": spent_by_subject(request.user),
        "weeks": minutes_by_week(request.user),
        **timer_context(request),
    }
    return render(request, "habits/time.html", context, status=422 if form.errors else 200)


def timer_context(request: LearnerRequest) -> dict[str, Any]:
    """The timer that runs, and what it runs on."""
    timer = Timer.objects.filter(learner=request.user).first()
    if timer is None:
        return {"timer": None}
    target = Target(timer.kind, timer.subject)
    link = links_for(request.user)([target]).get(target) or Link(timer.subject, known=False)
    return {"timer": timer, "timed": link, "forgotten": ForgottenForm(initial={"minutes": usual(timer)})}


def usual(timer: Timer) -> int:
    """What to propose for a forgotten timer: the lab's estimate, else an hour."""
    return estimate(timer.kind, timer.subject) or 60


@never_cache
@require_safe
def beside(request: LearnerRequest) -> HttpResponse:
    """A fragment for the pages of labs and topics, which load it by htmx: `?lab=` or `?topic=`."""
    target = named(request)
    mine = Minutes.objects.of(request.user).about(*target)
    context = {
        "target": target,
        "total": mine.total(),
        "estimate": estimate(*target),
        "address": request.htmx.current_url_abs_path or "",
        **timer_context(request),
    }
    return render(request, "habits/_beside.html", context)


def named(request: LearnerRequest) -> Target:
    """The lab or topic that the address or the form names; 404 for what is not there."""
    given = request.POST if request.method == "POST" else request.GET
    for kind in About.values:
        target = Target(kind, given.get(kind, "").strip())
        if target.name and is_known(target, request.user):
            return target
    raise Http404("Name a lab of the catalogue or a topic of your roadmaps.")


@require_POST
def start(request: LearnerRequest) -> HttpResponse:
    """Start the timer on `lab` or `topic`; what was timed before is written down."""
    target = named(request)
    try:
        stopped = timing.start(request.user, target.kind, target.name)
    except timing.Forgotten as forgotten:
        messages.warning(request, str(forgotten))
        return redirect("time")
    said = f" Written down: {stopped}." if stopped else ""
    messages.success(request, f"The timer runs. Closing the page does not stop it.{said}")
    return back(request)


@require_POST
def stop(request: LearnerRequest) -> HttpResponse:
    """Stop the timer. A forgotten one is asked about: `minutes` says how long the work took."""
    form = ForgottenForm(request.POST)
    if "minutes" in request.POST and not form.is_valid():
        messages.error(request, "Say the minutes as a number from 0 to 1440. Nothing was written down.")
        return redirect("time")
    try:
        spent = timing.stop(request.user, form.cleaned_data["minutes"] if "minutes" in request.POST else None)
    except timing.Forgotten as forgotten:
        messages.warning(request, str(forgotten))
        return redirect("time")
    messages.success(request, f"Written down: {spent}." if spent else "Nothing was written down.")
    return back(request)


def edit(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Minutes.objects.of(request.user), pk=pk)
    form = MinutesForm(request.user, request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Changed: {form.save()}.")
        return redirect("time")
    context = {"form": form, "title": "Change the minutes", "back": "time", "delete": "minutes-delete", "row": found}
    return render(request, "habits/form.html", context, status=422 if form.errors else 200)


@require_POST
def delete(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Minutes.objects.of(request.user), pk=pk)
    found.delete()
    messages.success(request, f"Deleted: {found}.")
    return redirect("time")


def back(request: LearnerRequest) -> HttpResponse:
    """To the page that the button stood on."""
    place = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(place, allowed_hosts=None) and place.startswith("/")
    return redirect(place if safe else "time")
