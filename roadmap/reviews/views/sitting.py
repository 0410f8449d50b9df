"""A sitting: the lab from its blank starter, or the topic in words, until it is rated or put off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as day_words
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from labs.actions.submit import RefusedError
from labs.catalogue import catalogue
from labs.models import Submission
from labs.requests import LearnerRequest
from labs.views.attempts import attempt_context
from roadmap.links import rendered
from roadmap.notes.models import BODY_CHARACTERS
from roadmap.proofs.rubric import RUBRIC
from roadmap.reviews.forms import RatingForm
from roadmap.reviews.models import Rating, Sitting
from roadmap.reviews.queue import links_of
from roadmap.reviews.sittings import SittingOver, finish, former_text, send, settle
from runner.contract import MAX_SOURCE_BYTES


def mine(request: LearnerRequest, pk: int) -> Sitting:
    sittings = Sitting.objects.of(request.user).select_related("card__learner", "review")
    return get_object_or_404(sittings, pk=pk)


def settled(request: LearnerRequest, pk: int) -> Sitting:
    """The sitting as the facts have it: a kata whose code has passed meanwhile is rated first."""
    sitting = mine(request, pk)
    if sitting.is_kata and not sitting.ended and settle(sitting):
        sitting.refresh_from_db()
    return sitting


@never_cache
@require_safe
def page(request: LearnerRequest, pk: int) -> HttpResponse:
    return sitting_page(request, settled(request, pk))


def sitting_page(request: LearnerRequest, sitting: Sitting, **more: Any) -> HttpResponse:
    context = kata_context(request, sitting) if sitting.is_kata else text_context(request, sitting)
    name = "reviews/kata.html" if sitting.is_kata else "reviews/explain.html"
    status = 422 if more.get("sentences") else 200
    return render(request, name, context | more, status=status)


def kata_context(request: LearnerRequest, sitting: Sitting) -> dict[str, Any]:
    """The lab and its editor as labs draw them; the starter stays the way back."""
    lab = catalogue().get(sitting.card.subject)
    return {
        "sitting": sitting,
        "lab": lab,
        "link": links_of(request.user, [sitting.card])[sitting.card_id],
        "source": sitting.draft or (lab.starter if lab else ""),
        "most_bytes": MAX_SOURCE_BYTES,
        "draft_name": f"kata-{sitting.pk}",
        "draft_address": reverse("sitting-draft", args=[sitting.pk]),
        "send_address": reverse("sitting-send", args=[sitting.pk]),
        **latest_context(sitting),
    }


def latest_context(sitting: Sitting) -> dict[str, Any]:
    """The latest attempt of this sitting, if one was sent."""
    latest = Submission.objects.filter(pk__in=sitting.attempts.values("submission")).prefetch_related("checks").first()
    return attempt_context(latest) if latest else {}


def text_context(request: LearnerRequest, sitting: Sitting) -> dict[str, Any]:
    former = former_text(sitting.card) if sitting.explained or sitting.ended else None
    return {
        "sitting": sitting,
        "link": links_of(request.user, [sitting.card])[sitting.card_id],
        "rubric": RUBRIC,
        "ratings": Rating.choices,
        "former": former,
        "former_html": rendered(former.text, request.user) if former else "",
        "new_html": rendered(sitting.draft, request.user) if sitting.explained else "",
    }


@require_POST
def send_kata(request: LearnerRequest, pk: int) -> HttpResponse:
    """Send the editor's content to the judge, as labs do; it belongs to this sitting alone."""
    sitting = mine(request, pk)
    source = request.POST.get("source", "")
    try:
        submission = send(sitting, request.user, source, request.POST.get("device", "cpu"))
    except (RefusedError, SittingOver) as refusal:
        sentences = list(getattr(refusal, "sentences", {}).values()) or [str(refusal)]
        if request.htmx:
            refused = render(request, "labs/_sentences.html", {"sentences": sentences}, status=422)
            return reswap(retarget(refused, "#refused"), "innerHTML")
        return sitting_page(request, sitting, sentences=sentences, source=source)
    Sitting.objects.filter(pk=pk).update(draft=submission.source)
    if request.htmx:
        return render(request, "reviews/_sent.html", {"sitting": sitting, "answer": True} | attempt_context(submission))
    return redirect(sitting)


@never_cache
@require_safe
def attempt(request: LearnerRequest, pk: int) -> HttpResponse:
    """The latest attempt and how the sitting stands, for a page that waits: 204 while `standing` is what it shows."""
    sitting = settled(request, pk)
    context = latest_context(sitting)
    if not context or request.GET.get("standing") == context["submission"].standing:
        return HttpResponse(status=204)
    return render(request, "reviews/_attempt.html", {"sitting": sitting, "answer": True} | context)


@require_POST
def draft(request: LearnerRequest, pk: int) -> HttpResponse:
    """Keep what is written; a sitting that is over keeps what it ended with."""
    sitting = mine(request, pk)
    written = request.POST.get("source", "").replace("\r\n", "\n")
    longest = MAX_SOURCE_BYTES if sitting.is_kata else BODY_CHARACTERS
    if "\0" in written or len(written.encode("utf-8", "replace")) > longest:
        return render(request, "labs/_draft.html", {"too_much": True}, status=422)
    if not Sitting.objects.open().filter(pk=pk).update(draft=storable(written)):
        return HttpResponse("This review is over.", status=409)
    return render(request, "labs/_draft.html", {"draft": {"kept": timezone.now()}})


def storable(written: str) -> str:
    """Text without halves of characters, which no database takes."""
    return written.encode("utf-8", "replace").decode("utf-8")


@require_POST
def explained(request: LearnerRequest, pk: int) -> HttpResponse:
    """The new explanation stands; the former one is shown beside it."""
    sitting = mine(request, pk)
    written = storable(request.POST.get("source", "").replace("\r\n", "\n").replace("\0", "\ufffd"))
    if len(written) > BODY_CHARACTERS:
        sentence = f"An explanation has up to {BODY_CHARACTERS:,} characters. Nothing was cut off."
        return sitting_page(request, sitting, sentences=[sentence], written=written)
    if not written.strip():
        return sitting_page(request, sitting, sentences=["Write the explanation first: then the two are compared."])
    Sitting.objects.open().filter(pk=pk).exclude(card__kind="lab").update(draft=written, explained=timezone.now())
    return redirect(sitting)


@require_POST
def rate(request: LearnerRequest, pk: int) -> HttpResponse:
    """How the explanation compares with the former one, in the learner's own judgement."""
    sitting = mine(request, pk)
    form = RatingForm(request.POST)
    if sitting.is_kata or not sitting.explained:
        messages.error(request, "Nothing was rated: a kata is rated by the judge, an explanation once it is written.")
    elif not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["rating"])))
    else:
        _say(request, sitting, form.cleaned_data["rating"])
    return redirect(sitting)


@require_POST
def give_up(request: LearnerRequest, pk: int) -> HttpResponse:
    """Not from memory this time: the reference opens, and the review returns soon. The proof stays."""
    sitting = settled(request, pk)
    _say(request, sitting, Rating.AGAIN)
    return redirect("lab-reference", sitting.card.subject) if sitting.is_kata else redirect(sitting)


@require_POST
def put_off(request: LearnerRequest, pk: int) -> HttpResponse:
    """End the sitting without a rating."""
    sitting = settled(request, pk)
    if Sitting.objects.filter(pk=pk).end():
        messages.info(request, "Put off: nothing was rated, and the review is due as before.")
    return redirect(sitting.card)


def _say(request: LearnerRequest, sitting: Sitting, rating: Rating) -> None:
    review = finish(sitting, rating)
    if review is None:
        messages.info(request, "This review was over already; nothing was changed.")
        return
    words = Rating(review.rating).label
    messages.success(request, f"Rated: {words}. It returns on {day_words(review.day, 'j F Y')}; the proof stays.")
