"""The queue of the day with the month to come, and one card's history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labs.requests import LearnerRequest
from roadmap.reviews.drawing import Bars
from roadmap.reviews.forms import PlanForm
from roadmap.reviews.models import Card, Review
from roadmap.reviews.queue import Queue, forecast, items_of, links_of, looked_up
from roadmap.reviews.sittings import settle_katas

SHOWN_REVIEWS = 10


@never_cache
@require_safe
def index(request: LearnerRequest) -> HttpResponse:
    """What is due today, the coming thirty days, the latest ratings, and the plan."""
    return index_page(request)


def index_page(request: LearnerRequest, form: PlanForm | None = None) -> HttpResponse:
    learner = request.user
    queue = looked_up(learner)
    latest = list(Review.objects.of(learner).exclude(origin=Review.Origin.PROOF).select_related("card")[:SHOWN_REVIEWS])
    links = links_of(learner, {review.card for review in latest})
    context = {
        "queue": queue,
        "bars": Bars(forecast(learner), queue.plan.most_a_day),
        "latest": [(review, links[review.card_id]) for review in latest],
        "cards": Card.objects.of(learner).here().count(),
        "form": form or PlanForm(instance=queue.plan),
    }
    return render(request, "reviews/index.html", context, status=422 if form else 200)


@never_cache
@require_safe
def card(request: LearnerRequest, pk: int) -> HttpResponse:
    """One proof: how sure its memory is, when it returns, and every rating it got."""
    settle_katas(request.user)
    found = get_object_or_404(Card.objects.of(request.user).select_related("learner"), pk=pk)
    (item,) = items_of(request.user, [found], Queue.of(request.user).plan)
    is_here = Card.objects.of(request.user).here().filter(pk=pk).exists()
    reviews = list(found.reviews.select_related("submission"))
    standing = [review for review in reviews if not review.undone]
    last = standing[0] if len(standing) > 1 else None
    return render(
        request, "reviews/card.html", {"item": item, "is_here": is_here, "reviews": reviews, "undoable": last}
    )
