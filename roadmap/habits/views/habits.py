"""The habits' own page: routines and rest, ladders, and what was entered, used and taught."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as day_words
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.habits.forms import RestForm, RoutineForm
from roadmap.habits.ladders import ladders_of
from roadmap.habits.models import Entry, RestDay, Routine
from roadmap.habits.resting import REST_DAYS_A_WEEK, NoRest, plan_rest, take_back
from roadmap.habits.routines import SUGGESTED, rounds_of

SHOWN_ENTRIES = 5


@never_cache
@require_safe
def index(request: LearnerRequest) -> HttpResponse:
    return index_page(request)


def index_page(
    request: LearnerRequest, rest: RestForm | None = None, routine: RoutineForm | None = None
) -> HttpResponse:
    """`rest` and `routine`: forms that were refused, with what was typed."""
    learner = request.user
    rounds = rounds_of(learner)
    known = {one.routine.title for one in rounds}
    entries = list(Entry.objects.of(learner))
    context = {
        "rounds": rounds,
        "suggested": [one for one in SUGGESTED if one[0] not in known],
        "routine_form": routine or RoutineForm(),
        "rest_form": rest or RestForm(),
        "resting": RestDay.objects.of(learner).filter(day__gte=timezone.localdate()),
        "most_rest": REST_DAYS_A_WEEK,
        "ladders": ladders_of(learner),
        "logs": [
            (kind, label, [entry for entry in entries if entry.kind == kind][:SHOWN_ENTRIES])
            for kind, label in Entry.Kind.choices
        ],
    }
    return render(request, "habits/index.html", context, status=422 if rest or routine else 200)


@require_POST
def rest(request: LearnerRequest) -> HttpResponse:
    """Plan a day of rest, and its weekday for some weeks."""
    form = RestForm(request.POST)
    if not form.is_valid():
        return index_page(request, rest=form)
    try:
        days = plan_rest(request.user, form.cleaned_data["day"], form.cleaned_data["weeks"])
    except NoRest as refused:
        form.add_error("day", str(refused))
        return index_page(request, rest=form)
    left_out = form.cleaned_data["weeks"] - len(days)
    said = f" {left_out} left out: those weeks have their rest already." if left_out else ""
    first = day_words(days[0], "l j F")
    messages.success(request, f"Rest is planned: {first}{f' and {len(days) - 1} more' if len(days) > 1 else ''}.{said}")
    return redirect("habits")


@require_POST
def rest_take_back(request: LearnerRequest) -> HttpResponse:
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        day = None
    if day and take_back(request.user, day):
        messages.success(request, f"{day_words(day, 'l j F')} is a day like others again.")
    else:
        messages.error(request, "That is no rest day to come; nothing was changed.")
    return redirect("habits")


@require_POST
def routine_new(request: LearnerRequest) -> HttpResponse:
    form = RoutineForm(request.POST)
    if form.is_valid() and Routine.objects.of(request.user).filter(title=form.cleaned_data["title"]).exists():
        form.add_error("title", "There is a routine of that name already.")
    if not form.is_valid():
        return index_page(request, routine=form)
    form.instance.learner = request.user
    form.save()
    messages.success(request, f"“{form.instance}” comes round every {form.instance.every}.")
    return redirect("habits")


@require_POST
def routine_done(request: LearnerRequest, pk: int) -> HttpResponse:
    """Done today; pressed again, it is not."""
    routine = get_object_or_404(Routine.objects.of(request.user), pk=pk)
    done, is_new = routine.done.get_or_create(day=timezone.localdate())
    if not is_new:
        done.delete()
    said = "done today" if is_new else "open again: today's mark is taken back"
    messages.success(request, f"“{routine}” is {said}.")
    return redirect("habits")


@require_POST
def routine_delete(request: LearnerRequest, pk: int) -> HttpResponse:
    routine = get_object_or_404(Routine.objects.of(request.user), pk=pk)
    routine.delete()
    messages.success(request, f"“{routine}” no longer comes round. Its dates went with it.")
    return redirect("habits")
