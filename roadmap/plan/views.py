"""The three questions at a page of their own, and what their buttons do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.path.standing import standings
from roadmap.plan import knowing
from roadmap.plan.forms import PlanForm
from roadmap.plan.knowing import Choice
from roadmap.plan.models import Plan
from roadmap.plan.questions import questions, save_answers


@never_cache
@require_safe
def plan(request: LearnerRequest) -> HttpResponse:
    """The answers as they are, to be changed."""
    context = questions(Plan.objects.of(request.user), standings(request.user))
    return render(request, "plan/plan.html", context)


@require_POST
def save(request: LearnerRequest) -> HttpResponse:
    """Keep the answers and lead to Today; what is not right is asked again, with all that was typed."""
    courses = standings(request.user)
    plan = Plan.objects.of(request.user)
    form = PlanForm([course.roadmap for course in courses], request.POST, instance=plan)
    choice = Choice.of(dict(request.POST.lists()))
    if not form.is_valid():
        return _asked_again(request, questions(Plan.objects.of(request.user), courses, form, choice))
    known, gone = save_answers(request.user, form, courses, choice)
    messages.success(request, " ".join(["Your plan is kept.", *_said(known, gone)]))
    return redirect("today")


def _asked_again(request: LearnerRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "plan/plan.html", context, status=422)


def _said(known: int, gone: int) -> list[str]:
    claimed = f"{known} topic{'' if known == 1 else 's'} ticked as known: claimed, not proven."
    back = f"{gone} tick{'' if gone == 1 else 's'} taken back."
    return [words for number, words in ((known, claimed), (gone, back)) if number]


@require_POST
def later(request: LearnerRequest) -> HttpResponse:
    """Put the questions off: Today goes by every roadmap, and they wait under Account."""
    Plan.objects.get_or_create(learner=request.user)
    messages.info(request, "The questions wait at “Your plan”, under Account.")
    return redirect("today")


@require_POST
def undo(request: LearnerRequest) -> HttpResponse:
    """Take back the ticks of the latest answer. What was proven since stays proven."""
    plan = Plan.objects.of(request.user)
    number = knowing.take_back(request.user, plan.known)
    Plan.objects.filter(learner=request.user).update(known=[])
    if number:
        messages.success(request, f"{number} tick{'' if number == 1 else 's'} taken back.")
    else:
        messages.info(request, "None of those ticks stood any more, so nothing was changed.")
    return redirect("plan")
