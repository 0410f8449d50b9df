"""Artefacts, readings and links: all that is kept, one more beside a topic, and one less."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labs.markdown import Link, Target
from labs.requests import LearnerRequest
from roadmap.links import links_for
from roadmap.proofs.beside import WORDS, form_of, section, topic_called, topic_link
from roadmap.proofs.forms import EXHIBIT_FORMS, ExhibitForm
from roadmap.proofs.models import Exhibit, TeachBack
from roadmap.proofs.views.answering import back_to_topic, refused, section_answer

ROWS_A_PAGE = 50


@never_cache
@require_safe
def index(request: LearnerRequest) -> HttpResponse:
    """Everything kept beside labs and papers, the latest first."""
    explained = TeachBack.objects.of(request.user).defer("text").prefetch_related("assessments")
    kept = Exhibit.objects.of(request.user).in_brief()
    rows = sorted([*explained, *kept], key=_day, reverse=True)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    topics = links_for(request.user)({Target("topic", row.concept) for row in page})
    lines = [(row, topics.get(Target("topic", row.concept)) or Link(row.concept, known=False)) for row in page]
    return render(request, "proofs/index.html", {"page": page, "lines": lines})


def add(request: LearnerRequest, kind: str) -> HttpResponse:
    """Keep one more beside the topic that `topic` names. htmx gets the topic's section anew."""
    concept = request.POST.get("topic") or request.GET.get("topic", "")
    topic = topic_called(request.user, concept)
    form = form_of(kind, request.user, concept, request.POST or None)
    assert isinstance(form, ExhibitForm)
    if request.method != "POST" or not form.is_valid():
        return refused(request, section(request.user, concept, kind, form), topic)
    kept = form.save_for(request.user, concept)
    messages.success(request, f"Kept: {kept}.")
    return section_answer(request, section(request.user, concept, kind), topic)


@never_cache
@require_safe
def exhibit(request: LearnerRequest, pk: int) -> HttpResponse:
    """All of it, its log to the last line."""
    kept = get_object_or_404(Exhibit.objects.of(request.user), pk=pk)
    context = {"kept": kept, "topic": topic_link(request.user, kept.concept), "kind": WORDS[kept.kind][0]}
    return render(request, "proofs/exhibit.html", context)


def edit(request: LearnerRequest, pk: int) -> HttpResponse:
    """What was mistyped is put right; kind and topic stay."""
    kept = get_object_or_404(Exhibit.objects.of(request.user), pk=pk)
    form = EXHIBIT_FORMS[kept.kind](request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    named = Exhibit.objects.of(request.user).get(pk=pk)  # a form that was refused has changed the row in its hands
    return render(
        request, "proofs/edit_exhibit.html", {"kept": named, "form": form}, status=422 if form.errors else 200
    )


def delete(request: LearnerRequest, pk: int) -> HttpResponse:
    """Asks first, and says what it costs."""
    kept = get_object_or_404(Exhibit.objects.of(request.user), pk=pk)
    if request.method == "POST":
        kept.delete()
        messages.success(request, f"Removed: {kept}.")
        return back_to_topic(request, kept.concept)
    context: dict[str, Any] = {"kept": kept, "others": kept.twins.count(), "kind": WORDS[kept.kind][0].lower()}
    return render(request, "proofs/delete_exhibit.html", context | {"topic": topic_link(request.user, kept.concept)})


def _day(row: TeachBack | Exhibit) -> tuple[Any, int]:
    return (row.since if isinstance(row, Exhibit) else row.created), row.pk
