"""What stands in a lab's editor: kept while one writes, and opened again."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from labs.actions.draft import Kept, keep_draft
from labs.models import Draft, SetAside, Submission
from labs.requests import LearnerRequest, is_number, lab_or_404
from runner.contract import MAX_SOURCE_BYTES
from runner.lab import Lab

PAGE = re.compile(r"[0-9a-f]{1,32}")
BESIDE = "beside-"


@require_POST
def lab_draft(request: LearnerRequest, slug: str) -> HttpResponse:
    """Keep what is in the editor."""
    found = lab_or_404(slug)
    source = request.POST.get("source", "").replace("\r\n", "\n")
    if "\0" in source or len(source.encode("utf-8", "replace")) > MAX_SOURCE_BYTES:
        return render(request, "labs/_draft.html", {"too_much": True, "base": request.POST.get("base", "")}, status=422)
    kept = keep_from(request, found, source)
    return render(request, "labs/_draft.html", kept_context(found, kept))


@require_POST
def draft_drop(request: LearnerRequest, pk: int) -> HttpResponse:
    """Throw a draft away that was set aside."""
    aside = get_object_or_404(SetAside.objects.of(request.user), pk=pk)
    aside.delete()
    return redirect("lab", aside.lab)


def keep_from(request: LearnerRequest, found: Lab, source: str) -> Kept:
    """Keep `source` as the page that sends it says: which draft it had seen, and which page it is."""
    base, page = request.POST.get("base", ""), request.POST.get("page", "")
    seen = int(base) if base.isdecimal() and len(base) < 10 else None
    return keep_draft(request.user, found, source, seen, page if PAGE.fullmatch(page) else "")


def kept_context(found: Lab, kept: Kept) -> dict[str, Any]:
    return {"lab": found, "draft": kept.draft, "base": kept.draft.version, "beside": kept.beside}


def opened(request: LearnerRequest, found: Lab) -> dict[str, Any]:
    """What the editor opens with: what `from` names, else the draft, else the latest attempt, else the starter."""
    wanted = request.GET.get("from", "")
    draft = Draft.objects.of(request.user).filter(lab=found.slug).first()
    mine = Submission.objects.of(request.user).filter(lab=found.slug)
    asides = SetAside.objects.of(request.user).filter(lab=found.slug)
    editor: dict[str, Any] = {"draft": draft, "asides": asides}
    # Of what is opened from elsewhere the draft is no earlier version: it is to be set aside.
    if wanted == "starter":
        return editor | {"source": found.starter, "opened_from": "the starter", "base": "" if draft else 0}
    if is_number(wanted):
        chosen = get_object_or_404(mine, pk=wanted)
        return editor | {"source": chosen.source, "opened_from": f"attempt {chosen.pk}", "base": "" if draft else 0}
    if wanted.startswith(BESIDE) and is_number(wanted.removeprefix(BESIDE)):
        aside = get_object_or_404(asides, pk=wanted.removeprefix(BESIDE))
        return editor | {"source": aside.source, "opened_from": "a draft that was set aside", "base": ""}
    if draft:
        return editor | {"source": draft.source, "base": draft.version}
    latest = mine.first()
    return editor | {"source": latest.source if latest else found.starter, "base": 0}
