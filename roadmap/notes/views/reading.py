"""Finding and reading notes: the list, one note, its history, and the notes beside a topic, lab or paper."""

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from labs.differences import changed_lines
from labs.markdown import Link, Target
from labs.requests import LearnerRequest
from roadmap.links import links_for, rendered
from roadmap.notes.filters import NoteFilter
from roadmap.notes.links import suggested
from roadmap.notes.models import (
    LINK_CHARACTERS,
    PLACES,
    LinkKind,
    Note,
    NoteLink,
    NoteQuerySet,
    NoteRevision,
    wikilink,
)
from roadmap.notes.tags import with_tags_linked
from roadmap.notes.words import SHOWN_CHARACTERS, Piece, excerpt, marked, wanted

NOTES_A_PAGE = 50
NOTES_BESIDE = 20
LIST_CHARACTERS = 140
NARROWING = (*PLACES, LinkKind.TAG)


class Found(NamedTuple):
    """A note in the list: its title and an excerpt of its text, what was looked for marked."""

    note: Note
    title: list[Piece]
    excerpt: list[Piece]


@require_safe
def index(request: LearnerRequest) -> HttpResponse:
    found = _narrowed(request)
    page = Paginator(found.with_text().prefetch_related("links"), NOTES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "found": _excerpts(page.object_list, request.GET.get("search", "")),
        "choices": _choices(request),
        "place": _place(request),
        "search": request.GET.get("search", ""),
        "has_notes": Note.objects.of(request.user).exists(),
    }
    return render(request, "notes/index.html", context)


@require_safe
def tags(request: LearnerRequest) -> HttpResponse:
    return render(request, "notes/tags.html", {"tags": NoteLink.objects.tags_of(request.user)})


@require_safe
def note(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.of(request.user).prefetch_related("links"), pk=pk)
    context = {
        "note": found,
        "html": with_tags_linked(rendered(found.body, request.user)),
        "abouts": _labelled(request, found.places),
        "backlinks": Note.objects.linking_to(found),
    }
    return render(request, "notes/note.html", context)


@require_POST
def preview(request: LearnerRequest) -> HttpResponse:
    html = with_tags_linked(rendered(request.POST.get("body", ""), request.user))
    return render(request, "notes/_preview.html", {"html": html})


@require_safe
def complete(request: LearnerRequest) -> HttpResponse:
    """What `?q=`, the beginning of a wikilink, may mean: the options of the editor's list."""
    found = suggested(request.GET.get("q", "")[:LINK_CHARACTERS].replace("\0", " "), request.user)
    options = [(target.kind, title, wikilink(target)) for target, title in found]
    return render(request, "notes/_completions.html", {"options": options})


@require_safe
def beside(request: LearnerRequest) -> HttpResponse:
    """A fragment for the pages of topics, labs and papers, which load it by htmx: `?topic=`, `?lab=`, `?paper=`."""
    place = _place(request)
    notes = _narrowed(request) if place else Note.objects.none()
    context = {"notes": notes[:NOTES_BESIDE], "more": notes.count() - NOTES_BESIDE, "place": place}
    return render(request, "notes/_beside.html", context)


@require_safe
def history(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.of(request.user), pk=pk)
    return render(request, "notes/history.html", {"note": found, "revisions": found.revisions.defer("body")})


@require_safe
def revision(request: LearnerRequest, pk: int, revision_pk: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.of(request.user), pk=pk)
    earlier = get_object_or_404(NoteRevision, note=found, pk=revision_pk)
    context = {"note": found, "earlier": earlier, "lines": changed_lines(earlier.body, found.body)}
    return render(request, "notes/revision.html", context)


def _excerpts(notes: Any, search: str) -> list[Found]:
    looked_for = wanted(search) if search else None
    characters = SHOWN_CHARACTERS if looked_for else LIST_CHARACTERS
    return [
        Found(note, marked(note.title, looked_for), excerpt(note.shown or "", looked_for, characters)) for note in notes
    ]


def _narrowed(request: LearnerRequest) -> NoteQuerySet:
    """The learner's notes that the address asks for; a filter that cannot be read finds nothing."""
    asked = NoteFilter(request.GET, queryset=Note.objects.of(request.user), request=request)
    found: NoteQuerySet = asked.qs if asked.is_valid() else Note.objects.none()
    return found


def _place(request: LearnerRequest) -> Target | None:
    """The topic, lab, paper or tag the address names, if it names one."""
    named = [Target(kind, request.GET[kind].strip()) for kind in NARROWING if request.GET.get(kind, "").strip()]
    return named[0] if named else None


def _labelled(request: LearnerRequest, targets: Any) -> dict[Target, Link]:
    known = links_for(request.user)(targets)
    return {target: known.get(target) or Link(target.name, known=False) for target in targets}


def _choices(request: LearnerRequest) -> dict[str, list[tuple[Target, Link]]]:
    """What the learner's notes are attached to, for the filters: by kind, in the order of their titles."""
    attached = NoteLink.objects.filter(Q(attached=True) | Q(kind=LinkKind.TAG), note__learner=request.user)
    targets = {Target(kind, name) for kind, name in attached.values_list("kind", "target").distinct()}
    labelled = sorted(_labelled(request, targets).items(), key=lambda pair: pair[1].title.casefold())
    by_kind = {kind.value: [pair for pair in labelled if pair[0].kind == kind] for kind in NARROWING}
    return {kind: pairs for kind, pairs in by_kind.items() if pairs}
