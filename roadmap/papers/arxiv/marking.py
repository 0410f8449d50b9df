"""What a learner does with an entry: star it, dismiss it, tag it, take it into the log."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from roadmap.papers.arxiv.models import TAG_CHARACTERS, Feed, Mark, Preprint, Subscription
from roadmap.papers.forms import PaperForm
from roadmap.papers.models import Paper
from roadmap.papers.saving import saved

TAGS_KEPT = 10


def follow(learner: User, categories: Iterable[str]) -> None:
    """Follow these categories and no other. What was starred, tagged or logged of the others stays."""
    wanted = set(categories)
    with transaction.atomic():
        learner.arxiv_subscriptions.exclude(feed__category__in=wanted).delete()
        for category in sorted(wanted):
            feed, _ = Feed.objects.get_or_create(category=category)
            Subscription.objects.get_or_create(learner=learner, feed=feed)


def mark_of(learner: User, entry: Preprint) -> Mark:
    return Mark.objects.get_or_create(learner=learner, entry=entry)[0]


def star(mark: Mark, on: bool) -> None:
    """Starring brings a dismissed entry back."""
    mark.starred, mark.dismissed = on, mark.dismissed and not on
    mark.save()


def dismiss(mark: Mark, on: bool) -> None:
    mark.dismissed, mark.starred = on, mark.starred and not on
    mark.save()


def dismiss_all(learner: User, entries: Iterable[Preprint]) -> int:
    """Dismiss each that has no mark of the learner yet, or none that keeps it; how many."""
    listed = list(entries)
    with transaction.atomic():
        Mark.objects.bulk_create([Mark(learner=learner, entry=entry) for entry in listed], ignore_conflicts=True)
        return Mark.objects.of(learner).filter(entry__in=listed, starred=False, paper=None).update(dismissed=True)


def tags_in(text: str) -> list[str]:
    """The tags of a text, apart by commas or spaces, as short lower-case words."""
    words = (
        slugify(word, allow_unicode=True)[:TAG_CHARACTERS].strip("-_") for word in re.split(r"[,;\s]+", text[:2000])
    )
    return list(dict.fromkeys(filter(None, words)))[:TAGS_KEPT]


def tag(mark: Mark, text: str) -> None:
    mark.set_tags(tags_in(text))
    mark.save()


def add_to_log(learner: User, entry: Preprint) -> Paper | None:
    """The learner's paper of this entry, added unless it is there; None where it cannot be."""
    paper = Paper.objects.of(learner).known_as([entry.arxiv_id]).first()
    if paper is None:
        facts = {
            "identifier": entry.arxiv_id,
            "title": entry.title,
            "authors": entry.authors,
            "abstract": entry.abstract,
        }
        form = PaperForm(facts, learner=learner)
        if not saved(form):
            return None
        paper = form.instance
    mark = mark_of(learner, entry)
    mark.paper, mark.dismissed = paper, False
    mark.save()
    return paper
