"""A roadmap of one's own, edited step by step. Every button is an address; nothing counts before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labs.catalogue import catalogue
from labs.requests import LearnerRequest
from roadmap.path import drafts, editing
from roadmap.path.edit_rows import Editor
from roadmap.path.editing import NotThereError, Spot
from roadmap.path.forms import TopicForm
from roadmap.path.importing import preview
from roadmap.path.markdown import Outline, RoadmapError, parse, read_text
from roadmap.path.markdown import render as written
from roadmap.path.models import Draft, Roadmap
from roadmap.path.views.importing import grouped


@never_cache
@require_safe
def editor(request: LearnerRequest, slug: str) -> HttpResponse:
    """One phase at a time, its topics as a tree."""
    return _show(request, slug)


@never_cache
@require_safe
def topic(request: LearnerRequest, slug: str) -> HttpResponse:
    """The form for everything a topic says of itself: in place for htmx, else as a page."""
    outline = _outline(request, slug)
    try:
        spot = _spot(request, outline)
    except NotThereError as error:
        raise Http404(str(error)) from None
    form = TopicForm.of(spot.topic)
    context = {"slug": slug, "spot": request.GET.get("spot"), "topic": spot.topic, "form": form, "labs": catalogue()}
    in_place = request.htmx and not request.htmx.history_restore_request
    answer = render(request, "path/_edit_topic.html" if in_place else "path/edit_topic.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_POST
def describe(request: LearnerRequest, slug: str) -> HttpResponse:
    _outline(request, slug)
    form = TopicForm(request.POST)
    if not form.is_valid():
        return _show(
            request, slug, problem=" ".join(str(message) for field in form.errors.values() for message in field)
        )
    said = form.cleaned_data
    return _step(request, slug, lambda outline: editing.describe(_spot(request, outline), **said))


@require_POST
def add(request: LearnerRequest, slug: str) -> HttpResponse:
    """A topic at the end of the phase, or under `spot` where one is named."""
    phase, _, under = request.POST.get("spot", "").partition("/")
    title = request.POST.get("title", "")
    return _step(request, slug, lambda outline: editing.add(outline, phase, title, under))


@require_POST
def link(request: LearnerRequest, slug: str) -> HttpResponse:
    def edit(outline: Outline) -> str:
        found = editing.read_links(request.POST.get("link", ""))
        if not found:
            raise RoadmapError("Name a lab first, such as lab:adam.")
        return editing.add_link(_spot(request, outline), found[0])

    return _step(request, slug, edit)


@require_POST
def up(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.move(_spot(request, outline), -1))


@require_POST
def down(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.move(_spot(request, outline), 1))


@require_POST
def nest(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.nest(_spot(request, outline)))


@require_POST
def unnest(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.unnest(outline, _spot(request, outline)))


@require_POST
def put(request: LearnerRequest, slug: str) -> HttpResponse:
    """Dragged before, after or under another topic; or to the end of another phase."""
    phase, _, target = request.POST.get("target", "").partition("/")
    where = request.POST.get("where", "after")
    return _step(request, slug, lambda outline: editing.put(outline, _spot(request, outline), phase, target, where))


@require_POST
def remove(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.remove(_spot(request, outline)))


@require_POST
def add_phase(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.add_phase(outline, request.POST.get("title", "")))


@require_POST
def describe_phase(request: LearnerRequest, slug: str) -> HttpResponse:
    title, body = request.POST.get("title", ""), request.POST.get("body", "").replace("\r\n", "\n")
    return _step(request, slug, lambda outline: editing.rename_phase(_phase(request, outline), title, body))


@require_POST
def phase_up(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.move_phase(outline, _phase(request, outline), -1))


@require_POST
def phase_down(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.move_phase(outline, _phase(request, outline), 1))


@require_POST
def remove_phase(request: LearnerRequest, slug: str) -> HttpResponse:
    return _step(request, slug, lambda outline: editing.remove_phase(outline, _phase(request, outline)))


@require_POST
def undo(request: LearnerRequest, slug: str) -> HttpResponse:
    _outline(request, slug)
    found = Draft.objects.of(request.user).filter(slug=slug).first()
    if found is None:
        return _show(request, slug, problem="There is nothing to take back.")
    try:
        return _show(request, slug, said=f"Taken back: {drafts.undo(found)}")
    except RoadmapError as error:
        return _show(request, slug, problem=str(error))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: LearnerRequest, slug: str) -> HttpResponse:
    """The whole roadmap as Markdown; what is saved is the next step of the draft."""
    outline = _outline(request, slug)
    context: dict[str, Any] = {"slug": slug, "outline": outline, "text": written(outline)}
    if request.method != "POST":
        return render(request, "path/edit_text.html", context)
    try:
        read = _typed(request, outline)
        drafts.change(request.user, slug, lambda present: _replaced(present, read))
    except RoadmapError as error:
        typed = request.POST.get("text", "")
        return render(request, "path/edit_text.html", context | {"text": typed, "problem": str(error)}, status=422)
    return redirect("path-draft", slug)


@require_POST
def text_changes(request: LearnerRequest, slug: str) -> HttpResponse:
    """What the text as typed would change in the roadmap: a part of the page, while typing."""
    try:
        done = preview(_typed(request, _outline(request, slug)), request.user)
    except RoadmapError as error:
        return render(request, "path/_changes.html", {"problem": str(error)})
    return render(request, "path/_changes.html", {"done": done, "groups": grouped(done.changes)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: LearnerRequest, slug: str) -> HttpResponse:
    """Asks, then deletes a roadmap of one's own. Ticks and evidence belong to concepts and stay."""
    found = get_object_or_404(Roadmap.objects.filter(owner=request.user), slug=slug)
    if request.method != "POST":
        return render(request, "path/delete.html", {"roadmap": found})
    Draft.objects.of(request.user).filter(slug=slug).delete()
    found.delete()
    messages.success(request, f"“{found.title}” was deleted. What was ticked or proven in it is kept.")
    return redirect("path-index")


def _outline(request: LearnerRequest, slug: str) -> Outline:
    try:
        return drafts.open_outline(request.user, slug)
    except Roadmap.DoesNotExist:
        raise Http404(f"You have no roadmap of your own called {slug}.") from None


def _typed(request: LearnerRequest, present: Outline) -> Outline:
    typed, _ = read_text(request.POST.get("text", "").encode("utf-8", "replace"))
    outline = parse(typed, default_title=present.title)
    outline.slug = present.slug
    return outline


def _replaced(present: Outline, read: Outline) -> str:
    present.title, present.summary, present.phases = read.title, read.summary, read.phases
    return "Edited as Markdown."


def _spot(request: LearnerRequest, outline: Outline) -> Spot:
    phase, _, key = (request.POST.get("spot") or request.GET.get("spot") or "").partition("/")
    return editing.spot_of(outline, phase, key)


def _phase(request: LearnerRequest, outline: Outline) -> Any:
    return editing.phase_called(outline, request.POST.get("spot", "").partition("/")[0])


def _step(request: LearnerRequest, slug: str, edit: Callable[[Outline], str]) -> HttpResponse:
    """One change. htmx gets the tree anew; without it, back to the phase."""
    _outline(request, slug)
    try:
        step = drafts.change(request.user, slug, edit)
    except (RoadmapError, NotThereError) as error:
        return _show(request, slug, problem=str(error))
    return _show(request, slug, said=step.last.said)


def _show(request: LearnerRequest, slug: str, said: str = "", problem: str = "") -> HttpResponse:
    phase = (request.POST.get("phase") or request.GET.get("phase") or request.POST.get("spot", "")).partition("/")[0]
    if request.method == "POST" and not request.htmx:
        (messages.warning if problem else messages.success)(request, problem or said)
        return redirect(f"{reverse('path-edit', args=[slug])}?phase={phase}")
    outline = _outline(request, slug)
    draft = Draft.objects.of(request.user).filter(slug=slug).first()
    page = Editor(outline, draft, phase)
    context = {"slug": slug, "page": page, "said": said, "problem": problem, "oob": request.method == "POST"}
    template = "path/_edit_tree.html" if request.method == "POST" else "path/edit.html"
    return render(request, template, context, status=409 if problem else 200)
