"""Explanations as their learner sees them: presenting one, its rubric, inviting a mentor, removing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.differences import changed_lines
from labs.requests import LearnerRequest
from roadmap.links import rendered
from roadmap.proofs import presenting
from roadmap.proofs.beside import NOTE, form_of, section, topic_called, topic_or_words
from roadmap.proofs.forms import RubricForm
from roadmap.proofs.models import TeachBack
from roadmap.proofs.views.answering import back_to_topic, refused


def new(request: LearnerRequest) -> HttpResponse:
    """Present a note, or a text that becomes one, as an explanation of the topic that `topic` names."""
    concept = request.POST.get("topic") or request.GET.get("topic", "")
    topic = topic_called(request.user, concept)
    form = form_of(NOTE, request.user, concept, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return refused(request, section(request.user, concept, NOTE, form), topic)
    note, text = form.cleaned_data["note"], form.cleaned_data["text"]
    if note:
        presented = presenting.present(request.user, concept, note)
    else:
        presented = presenting.explain(request.user, concept, topic.title, text)
    return _to(request, presented)


@never_cache
@require_safe
def teach_back(request: LearnerRequest, pk: int) -> HttpResponse:
    return _page(request, _own(request, pk), RubricForm())


@require_POST
def assess(request: LearnerRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), RubricForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    presenting.assess(found, request.user, form.levels, form.cleaned_data["remark"])
    return redirect(found)


@require_POST
def renew(request: LearnerRequest, pk: int) -> HttpResponse:
    """Present the note as it reads by now, beside the text that was presented before."""
    found = _own(request, pk)
    if found.note is None or not found.note.body.strip():
        messages.warning(request, "Its note is gone or empty, so there is no newer text. This one stays.")
        return redirect(found)
    return redirect(presenting.present(request.user, found.concept, found.note))


@require_POST
def invite(request: LearnerRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    presenting.invite(found)
    return redirect(f"{found.get_absolute_url()}#mentor")


@require_POST
def uninvite(request: LearnerRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    presenting.uninvite(found)
    messages.success(request, "The link leads nowhere any more. What mentors answered stays here.")
    return redirect(f"{found.get_absolute_url()}#mentor")


def delete(request: LearnerRequest, pk: int) -> HttpResponse:
    """Asks first, and says what it costs. The note stays."""
    found = _own(request, pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"The teach-back “{found}” was removed.")
        return back_to_topic(request, found.concept)
    twins = TeachBack.objects.of(request.user).about(found.concept).exclude(pk=pk).prefetch_related("assessments")
    others = sum(1 for one in twins if one.met)
    return render(request, "proofs/delete_teach_back.html", {"teach_back": found, "others": others})


def _own(request: LearnerRequest, pk: int) -> TeachBack:
    mine = TeachBack.objects.of(request.user).select_related("note").prefetch_related("assessments")
    return get_object_or_404(mine, pk=pk)


def _to(request: LearnerRequest, presented: TeachBack) -> HttpResponse:
    """To the rubric; htmx is told to go there as a page of its own."""
    if not request.htmx:
        return redirect(presented)
    return HttpResponse(headers={"HX-Redirect": presented.get_absolute_url()})


def _page(request: LearnerRequest, found: TeachBack, form: RubricForm) -> HttpResponse:
    shared = reverse("teach-back-shared", args=[found.invitation]) if found.invitation else ""
    context: dict[str, Any] = {
        "teach_back": found,
        "topic": topic_or_words(request.user, found.concept),
        "html": rendered(found.text, request.user),
        "form": form,
        "lines": changed_lines(found.text, found.note.body) if found.note and found.is_outdated else [],
        "shared": request.build_absolute_uri(shared) if shared else "",
    }
    return render(request, "proofs/teach_back.html", context, status=422 if form.errors else 200)
