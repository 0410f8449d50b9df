"""The rungs of the ladders, and the log of competitions, tools, teaching and contributions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.habits.forms import EntryForm, OwnRungForm, Plain, RungForm
from roadmap.habits.ladders import BY_KEY, LADDERS, Ladder
from roadmap.habits.models import Entry, Rung
from roadmap.links import rendered

KEY_CHARACTERS = 70


def rung(request: LearnerRequest, ladder: str, key: str) -> HttpResponse:
    """One rung: begun, done, where it is, what was learned. It is kept from the first word on."""
    given = {step.key: step for step in ladder_or_404(ladder).steps}
    found = Rung.objects.of(request.user).filter(ladder=ladder, key=key).first()
    if found is None and key not in given:
        raise Http404("There is no such rung on this ladder.")
    row = found or Rung(learner=request.user, ladder=ladder, key=key)
    form = (RungForm if key in given else OwnRungForm)(request.POST or None, instance=row)
    title = given[key].title if key in given else row.title
    more = {"step": given.get(key), "delete": "rung-delete" if found else "", "row": row}
    return written(request, form, f"{BY_KEY[ladder].title}: {title}", **more)


def rung_new(request: LearnerRequest) -> HttpResponse:
    """A project of the learner's own on the ladder `?ladder=`, after the rungs that are given."""
    ladder = ladder_or_404(request.GET.get("ladder", LADDERS[0].key)).key
    row = Rung(learner=request.user, ladder=ladder)
    form = OwnRungForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        row.key = free_key(request, ladder, form.cleaned_data["title"])
    return written(request, form, f"A project for the ladder “{BY_KEY[ladder].title}”")


@require_POST
def rung_delete(request: LearnerRequest, pk: int) -> HttpResponse:
    return gone(request, get_object_or_404(Rung.objects.of(request.user), pk=pk), "What was written of this rung")


@require_safe
def log(request: LearnerRequest) -> HttpResponse:
    """Every entry, or those of `?kind=`."""
    kind = request.GET.get("kind", "")
    entries = Entry.objects.of(request.user)
    if kind in Entry.Kind.values:
        entries = entries.filter(kind=kind)
    rows = [(entry, rendered(entry.learned, request.user) if entry.learned else "") for entry in entries]
    return render(request, "habits/log.html", {"rows": rows, "kinds": Entry.Kind.choices, "chosen": kind})


def entry_new(request: LearnerRequest) -> HttpResponse:
    """A new line of the log that `?kind=` names."""
    kind = request.GET.get("kind", Entry.Kind.COMPETITION.value)
    if kind not in Entry.Kind.values:
        raise Http404("There is no such log.")
    row = Entry(learner=request.user, kind=kind)
    return written(request, EntryForm(request.POST or None, instance=row), f"New: {row.get_kind_display()}")


def entry_edit(request: LearnerRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Entry.objects.of(request.user), pk=pk)
    form = EntryForm(request.POST or None, instance=row)
    return written(request, form, f"Change: {row.get_kind_display()}", delete="entry-delete", row=row)


@require_POST
def entry_delete(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Entry.objects.of(request.user), pk=pk)
    return gone(request, found, f"“{found}”")


def written(request: LearnerRequest, form: Plain, title: str, **more: Any) -> HttpResponse:
    """A form's page, or its row saved."""
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("habits")
    context = {"form": form, "title": title, "back": "habits"} | more
    return render(request, "habits/form.html", context, status=422 if form.errors else 200)


def gone(request: LearnerRequest, row: Rung | Entry, words: str) -> HttpResponse:
    row.delete()
    messages.success(request, f"{words} was deleted.")
    return redirect("habits")


def ladder_or_404(key: str) -> Ladder:
    if key not in BY_KEY:
        raise Http404("There is no such ladder.")
    return BY_KEY[key]


def free_key(request: LearnerRequest, ladder: str, title: str) -> str:
    """A key that neither a given rung nor another of the learner's has."""
    wanted = slugify(title)[:KEY_CHARACTERS] or "project"
    taken = {step.key for step in BY_KEY[ladder].steps}
    taken |= set(Rung.objects.of(request.user).filter(ladder=ladder).values_list("key", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in [wanted, *numbered] if key not in taken)
