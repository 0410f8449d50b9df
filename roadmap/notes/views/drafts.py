"""Drafts: what a form holds is kept while it is typed, shown again, and dropped on demand."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.notes.drafts import keep_draft
from roadmap.notes.models import Note, NoteDraft


@require_safe
def drafts(request: LearnerRequest) -> HttpResponse:
    """A fragment: the drafts of `?note=`, of notes not written yet for `?note=new`, else all; but not `?but=`."""
    wanted = request.GET.get("note", "")
    mine = NoteDraft.objects.of(request.user)
    found = mine.for_form(wanted).exclude(pk__in=mine.with_key(request.GET.get("but", "")))
    return render(request, "notes/_drafts.html", {"drafts": found.select_related("note")})


@require_POST
def keep(request: LearnerRequest, key: UUID) -> HttpResponse:
    """Answers with the words for the line under the form. A key is made with a form: another's is not found."""
    if NoteDraft.objects.filter(key=key).exclude(learner=request.user).exists():
        raise Http404
    pk = request.POST.get("note", "")
    note = Note.objects.of(request.user).filter(pk=int(pk)).first() if is_number(pk) else None
    draft = keep_draft(request.user, key, note, request.POST.dict())
    return render(request, "notes/_kept.html", {"draft": draft, "now": timezone.now()})


@require_POST
def drop(request: LearnerRequest, key: UUID) -> HttpResponse:
    get_object_or_404(NoteDraft.objects.of(request.user), key=key).delete()
    messages.success(request, "The draft was discarded; what is saved stands as it was.")
    return redirect("notes-index")


def is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 19
