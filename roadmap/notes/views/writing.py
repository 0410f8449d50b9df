"""Writing notes in the browser. A save that comes too late shows both texts and keeps both."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from labs.differences import changed_lines
from labs.requests import LearnerRequest
from roadmap.notes.forms import NoteForm, filled_in
from roadmap.notes.models import PLACES, Note, NoteDraft, NoteRevision
from roadmap.notes.writing import StaleSave, TitleTaken, read_back, revise, set_aside, write


def new(request: LearnerRequest) -> HttpResponse:
    """`?title=`, `?topic=`, `?lab=`, `?paper=` and `?tag=` fill the form in."""
    asked = {"title": request.GET.get("title", ""), "attached": _asked(request), "tags": request.GET.get("tag", "")}
    form = NoteForm(request.POST or None, initial=asked | _drafted(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            return _saved(request, form, write(request.user, typed["title"], typed["body"], form.about))
        except TitleTaken as taken:
            form.add_error("title", str(taken))
    return _form_page(request, form)


def edit(request: LearnerRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.of(request.user).prefetch_related("links"), pk=pk)
    form = NoteForm(request.POST or None, initial=filled_in(note) | _drafted(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            saved = revise(note, typed["revision"] or 0, typed["title"], typed["body"], form.about)
            return _saved(request, form, saved)
        except TitleTaken as taken:
            form.add_error("title", str(taken))
        except StaleSave as stale:
            return _both_texts(request, form, stale.present)
    return _form_page(request, form, note)


def delete(request: LearnerRequest, pk: int) -> HttpResponse:
    """Asks first; the history goes with the note."""
    note = get_object_or_404(Note.objects.of(request.user), pk=pk)
    if request.method == "POST":
        note.delete()
        messages.success(request, f"The note “{note}” was deleted.")
        return redirect("notes-index")
    return render(request, "notes/delete.html", {"note": note, "backlinks": Note.objects.linking_to(note)})


@require_POST
def restore(request: LearnerRequest, pk: int, revision_pk: int) -> HttpResponse:
    """An earlier text becomes the present one; the one it replaces joins the history."""
    note = get_object_or_404(Note.objects.of(request.user), pk=pk)
    earlier = get_object_or_404(NoteRevision, note=note, pk=revision_pk)
    attachments = read_back(earlier.attachments)
    try:
        revise(note, note.revision, earlier.title, earlier.body, attachments)
    except (TitleTaken, StaleSave) as refused:
        messages.error(request, f"The earlier text was not restored. {refused}")
        return redirect("note-history", pk)
    messages.success(request, "The earlier text was restored; the one it replaced is in the history.")
    return redirect(note)


def _saved(request: LearnerRequest, form: NoteForm, note: Note) -> HttpResponse:
    """What is saved is a draft no more."""
    NoteDraft.objects.of(request.user).filter(key=form.draft_key).delete()
    return redirect(note)


def _drafted(request: LearnerRequest) -> dict[str, object]:
    """What the draft holds that `?draft=` names, if there is one."""
    found = NoteDraft.objects.of(request.user).with_key(request.GET.get("draft", "")).first()
    return found.typed if found else {}


def _asked(request: LearnerRequest) -> str:
    named = [(kind, request.GET.get(kind, "").strip()) for kind in PLACES]
    return "\n".join(f"{kind}:{name}" for kind, name in named if name)


def _both_texts(request: LearnerRequest, form: NoteForm, present: Note) -> HttpResponse:
    typed = form.cleaned_data
    set_aside(present, typed["revision"] or 0, typed["title"], typed["body"], form.about)
    # The form now stands on the present revision: saving it again is a choice made with both texts in view.
    again = NoteForm({**request.POST.dict(), "revision": present.revision})
    context = {
        "form": again,
        "note": present,
        "present": present,
        "lines": changed_lines(present.body, typed["body"]),
    }
    return render(request, "notes/form.html", context, status=409)


def _form_page(request: LearnerRequest, form: NoteForm, note: Note | None = None) -> HttpResponse:
    return render(request, "notes/form.html", {"form": form, "note": note}, status=422 if form.errors else 200)
