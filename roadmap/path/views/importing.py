"""Files into drafts, and a draft into the roadmap: what will change is shown first, then confirmed."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePath
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.path import drafts, editing
from roadmap.path.differences import HEADINGS, Change
from roadmap.path.forms import ImportForm
from roadmap.path.importing import Imported, read_outline
from roadmap.path.markdown import RoadmapError
from roadmap.path.models import Draft

# Changes of one kind; nobody reads on, and ten thousand of them would be a page of megabytes.
MOST_SHOWN: Final = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: LearnerRequest) -> HttpResponse:
    """Takes files, a zip or a text; each roadmap in them becomes a draft to look at."""
    sent = request.method == "POST"
    form = ImportForm(request.user, request.POST if sent else None, request.FILES if sent else None)
    status = 200
    if sent:
        try:
            if form.is_valid():
                return _begun(request, form)
        except RoadmapError as error:
            form.add_error(None, str(error))
        status = 422
    waiting = Draft.objects.of(request.user).with_last_said()
    return render(request, "path/import.html", {"form": form, "waiting": waiting}, status=status)


def _begun(request: LearnerRequest, form: ImportForm) -> HttpResponse:
    into = form.cleaned_data["into"]
    given, remarks = form.files_given, list[str]()
    if text := form.cleaned_data["text"]:
        outline = read_outline(text.encode("utf-8", "replace"))
        begun = [drafts.begin(request.user, outline, "Read from the text you gave.", into)]
    elif into and len(given) == 1:
        ((path, data),) = given.items()
        begun = [drafts.begin(request.user, read_outline(data, PurePath(path).stem), f"Read from {path}.", into)]
    else:
        begun, remarks = drafts.begin_files(request.user, given)
    for remark in remarks:
        messages.info(request, remark)
    return redirect("path-draft", begun[0].slug) if len(begun) == 1 else redirect("path-import")


@never_cache
@require_safe
def draft(request: LearnerRequest, slug: str) -> HttpResponse:
    """What confirming would change."""
    return _review(request, _draft(request, slug))


@never_cache
@require_POST
def confirm(request: LearnerRequest, slug: str) -> HttpResponse:
    found = _draft(request, slug)
    try:
        done = drafts.confirm(found, request.POST.get("digest", ""))
    except drafts.ChangedMeanwhileError:
        return _review(request, found, "The roadmap was changed elsewhere since; this is what would change now.", 409)
    except RoadmapError as error:
        return _review(request, found, str(error), 422)
    messages.success(request, _said(done))
    return redirect("path-roadmap", done.roadmap)


@require_POST
def discard(request: LearnerRequest, slug: str) -> HttpResponse:
    _draft(request, slug).delete()
    messages.success(request, "The draft was discarded. The roadmap is as it was.")
    return redirect("path-import")


@require_POST
def undo(request: LearnerRequest, slug: str) -> HttpResponse:
    found = _draft(request, slug)
    try:
        messages.success(request, f"Taken back: {drafts.undo(found)}")
    except RoadmapError as error:
        messages.warning(request, str(error))
    return redirect("path-draft", slug) if Draft.objects.filter(pk=found.pk).exists() else redirect("path-import")


@require_POST
def same(request: LearnerRequest, slug: str) -> HttpResponse:
    """Take a topic that appeared for one that vanished."""
    found = _draft(request, slug)
    new, gone = request.POST.get("new", ""), request.POST.get("gone", "")
    try:
        drafts.change(request.user, found.slug, lambda outline: editing.same_topic(outline, new, gone))
    except editing.NotThereError as error:
        messages.warning(request, str(error))
    return redirect("path-draft", slug)


def _draft(request: LearnerRequest, slug: str) -> Draft:
    return get_object_or_404(request.user.roadmap_drafts, slug=slug)


def _review(request: LearnerRequest, found: Draft, problem: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"draft": found, "last": found.last}
    try:
        done = drafts.shown(context["last"])
    except RoadmapError as error:
        return render(request, "path/draft.html", context | {"problem": str(error)}, status=422)
    context |= {"done": done, "groups": grouped(done.changes), "problem": problem}
    return render(request, "path/draft.html", context, status=status)


def grouped(changes: list[Change]) -> list[tuple[str, int, list[Change]]]:
    """Changes under their headings, the weightiest first: how many, and those that a page shows."""
    order = list(HEADINGS)
    rows = sorted(changes, key=lambda change: order.index(change.sort))
    groups = [(HEADINGS[sort], list(group)) for sort, group in groupby(rows, key=lambda change: change.sort)]
    return [(heading, len(group), group[:MOST_SHOWN]) for heading, group in groups]


def _said(done: Imported) -> str:
    ticked = f" From its boxes: {done.claimed} claimed, {done.skipped} skipped." if done.claimed or done.skipped else ""
    return f"“{done.title}” now has {done.topics} topics.{ticked} What was ticked or proven before is kept."
