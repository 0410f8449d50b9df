"""What changes with one press: the plan, a backlog spread, a rating taken back or bettered, a sitting begun."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import date as day_words
from django.views.decorators.http import require_POST

from labs.requests import LearnerRequest
from roadmap.reviews.forms import PlanForm
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan
from roadmap.reviews.queue import spread
from roadmap.reviews.recording import NothingToUndo, change, undo
from roadmap.reviews.sittings import begin
from roadmap.reviews.views.reading import index_page


@require_POST
def plan(request: LearnerRequest) -> HttpResponse:
    """The target and the most in a day; both hold from the next rating on."""
    form = PlanForm(request.POST, instance=ReviewPlan.objects.of(request.user))
    if not form.is_valid():
        return index_page(request, form)
    form.save()
    messages.success(
        request, "Saved. The target counts from the next review of each card on; the days stay until then."
    )
    return redirect("reviews")


@require_POST
def spread_out(request: LearnerRequest) -> HttpResponse:
    days = spread(request.user)
    if not days:
        messages.info(request, "Nothing waits beyond today's share, so nothing was moved.")
        return redirect("reviews")
    reviews = f"{len(days)} review{'' if len(days) == 1 else 's'}"
    until = day_words(days[-1], "j F")
    messages.success(
        request,
        f"{reviews} went to {len(set(days))} of the coming days, the last to {until}. What fades goes on fading until "
        "it is reviewed.",
    )
    return redirect("reviews")


@require_POST
def begin_sitting(request: LearnerRequest, pk: int) -> HttpResponse:
    card = get_object_or_404(Card.objects.of(request.user).here(), pk=pk)
    return redirect(begin(card))


@require_POST
def undo_rating(request: LearnerRequest, pk: int) -> HttpResponse:
    """The card goes back to where it stood; the rating stays in its history, marked."""
    review = get_object_or_404(Review.objects.of(request.user).select_related("card"), pk=pk)
    try:
        before = undo(review)
        messages.success(request, f"Taken back. The review is due on {day_words(before.day, 'j F Y')} as before.")
    except NothingToUndo as refused:
        messages.error(request, str(refused))
    return redirect(review.card)


@require_POST
def was_easy(request: LearnerRequest, pk: int) -> HttpResponse:
    """A review that went well was easy: only the learner knows."""
    review = get_object_or_404(Review.objects.of(request.user).select_related("card__learner"), pk=pk)
    try:
        if review.rating not in (Rating.HARD, Rating.GOOD):
            raise NothingToUndo("Only a review that went well can have been easy.")
        changed = change(review, Rating.EASY)
        messages.success(request, f"Noted as easy. It returns on {day_words(changed.day, 'j F Y')}.")
    except NothingToUndo as refused:
        messages.error(request, str(refused))
    return redirect(review.card)
