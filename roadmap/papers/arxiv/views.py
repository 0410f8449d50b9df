"""The arXiv reading queue: what is new in the categories a learner follows, and a button for each thing to do."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labs.requests import LearnerRequest
from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.forms import CategoriesForm
from roadmap.papers.arxiv.models import Feed, Mark, Preprint
from roadmap.papers.arxiv.queue import PAGE, SHOWN, Asked, entries_for, page_of, rows_of


def queue(request: LearnerRequest) -> HttpResponse:
    feeds = list(Feed.objects.of(request.user))
    asked = Asked.in_query(request.GET)
    page = page_of(request.user, asked)
    context = {
        "asked": asked,
        "page": page,
        "feeds": feeds,
        "troubled": [feed for feed in feeds if feed.failures],
        "unread": feeds and not any(feed.read or feed.failures for feed in feeds),
        "shown": [(name, words, asked.address(show=name)) for name, words in SHOWN.items()],
        "tags": Mark.objects.of(request.user).tags(),
    }
    return render(request, "papers/arxiv/queue.html", context)


def categories(request: LearnerRequest) -> HttpResponse:
    followed = [feed.category for feed in Feed.objects.of(request.user)]
    form = CategoriesForm(request.POST or None, followed=followed)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["wanted"]
        marking.follow(request.user, wanted)
        told = f"You follow {', '.join(wanted)}." if wanted else "You follow no category; what you starred stays."
        messages.success(request, told)
        return redirect("arxiv-queue")
    context = {"form": form, "followed": followed}
    return render(request, "papers/arxiv/categories.html", context, status=422 if form.errors else 200)


@require_POST
def star(request: LearnerRequest, pk: int) -> HttpResponse:
    return _marked(request, pk, lambda mark: marking.star(mark, True))


@require_POST
def unstar(request: LearnerRequest, pk: int) -> HttpResponse:
    return _marked(request, pk, lambda mark: marking.star(mark, False))


@require_POST
def dismiss(request: LearnerRequest, pk: int) -> HttpResponse:
    return _marked(request, pk, lambda mark: marking.dismiss(mark, True))


@require_POST
def restore(request: LearnerRequest, pk: int) -> HttpResponse:
    return _marked(request, pk, lambda mark: marking.dismiss(mark, False))


@require_POST
def tag(request: LearnerRequest, pk: int) -> HttpResponse:
    return _marked(request, pk, lambda mark: marking.tag(mark, request.POST.get("tags", "")))


@require_POST
def add(request: LearnerRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Preprint.objects.followed_by(request.user), pk=pk)
    paper = marking.add_to_log(request.user, entry)
    if paper is None:
        messages.error(request, "It could not be added to your papers. Add it there by its arXiv id.")
    return _row(request, entry)


@require_POST
def dismiss_page(request: LearnerRequest) -> HttpResponse:
    """Everything that the page shows, its filters as in the form; what is starred or in the log stays."""
    asked = Asked.in_query(request.POST)
    number = marking.dismiss_all(request.user, entries_for(request.user, asked)[:PAGE])
    messages.success(
        request, f"{number} {'entry was' if number == 1 else 'entries were'} dismissed; they stand under Dismissed."
    )
    return redirect(reverse("arxiv-queue") + asked.address())


def _marked(request: LearnerRequest, pk: int, change: Callable[[Mark], None]) -> HttpResponse:
    entry = get_object_or_404(Preprint.objects.followed_by(request.user), pk=pk)
    change(marking.mark_of(request.user, entry))
    return _row(request, entry)


def _row(request: LearnerRequest, entry: Preprint) -> HttpResponse:
    """The entry as it now stands; without script the way back to it."""
    if not request.htmx:
        return redirect(f"{reverse('arxiv-queue')}?show=all&q={entry.arxiv_id}")
    ((entry, mark),) = rows_of(request.user, [entry])
    return render(request, "papers/arxiv/_entry_answer.html", {"entry": entry, "mark": mark})
