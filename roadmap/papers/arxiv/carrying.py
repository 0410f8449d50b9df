"""The reading queue leaves with its owner: the categories they follow, and the entries that they marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.categories import UnknownCategory, category_named
from roadmap.papers.arxiv.models import Feed, Mark, Preprint, Subscription
from roadmap.papers.carrying import Facts, Summary, Unread, free_identity, identity, said, taken
from roadmap.papers.identifiers import UnreadIdentifier, identify
from roadmap.papers.markdown import with_front_matter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from roadmap.papers.models import Paper

ENTRY = ("arxiv_id", "version", "title", "authors", "abstract", "categories", "announced")


def pack_queue(learner: User) -> Iterator[tuple[str, str]]:
    followed = [feed.category for feed in Feed.objects.of(learner)]
    marks = Mark.objects.of(learner).select_related("entry", "paper").order_by("pk")
    if not followed and not marks:
        return
    listed = [facts_of_mark(mark) for mark in marks]
    lines = [f"- [{mark.entry.title}]({mark.entry.address})" for mark in marks if mark.starred or mark.tags]
    body = "\n".join(["# arXiv queue", "", *lines, ""])
    facts = {"kind": "arxiv-queue", "follows": followed, "marks": listed}
    yield "papers/arxiv queue.md", with_front_matter(facts, body)


def facts_of_mark(mark: Mark) -> Facts:
    facts: Facts = {"uuid": str(mark.uuid), **said(mark.entry, ENTRY)}
    facts |= {"starred": mark.starred, "dismissed": mark.dismissed, "tags": mark.tags.strip()}
    return facts | ({"paper": str(mark.paper.uuid)} if mark.paper else {})


def unpack_queue(learner: User, facts: Facts, papers: dict[str, Paper], summary: Summary) -> None:
    """Follow what was followed, and mark what was marked; what the learner marked here stays as it is."""
    for name in plain_list(facts, "follows"):
        try:
            feed, _ = Feed.objects.get_or_create(category=category_named(str(name)[:40]))
        except UnknownCategory as unknown:
            raise Unread(str(unknown)) from unknown
        Subscription.objects.get_or_create(learner=learner, feed=feed)
    for told in plain_list(facts, "marks"):
        if not isinstance(told, dict):
            raise Unread("A mark in it names no entry.")
        take_mark(learner, told, papers, summary)


def plain_list(facts: Facts, name: str) -> list[Any]:
    listed = facts.get(name) or []
    if not isinstance(listed, list):
        raise Unread(f"“{name}” is no list.")
    return listed


def take_mark(learner: User, told: Facts, papers: dict[str, Paper], summary: Summary) -> None:
    entry = entry_of(told)
    if Mark.objects.of(learner).filter(entry=entry).exists():
        summary.unchanged += 1
        return
    own = free_identity(Mark, learner, identity(told.get("uuid")), "learner")
    mark = Mark(learner=learner, entry=entry, uuid=own, paper=papers.get(str(told.get("paper"))))
    mark.starred, mark.dismissed = told.get("starred") is True, told.get("dismissed") is True
    mark.set_tags(marking.tags_in(str(taken(told, ("tags",)).get("tags", ""))))
    mark.full_clean()
    mark.save()
    summary.added += 1


def entry_of(told: Facts) -> Preprint:
    """The entry as this installation has it, or as the file tells it."""
    plain = taken(told, ENTRY)
    try:
        arxiv_id = identify(str(plain.get("arxiv_id", ""))).arxiv_id
    except UnreadIdentifier as unread:
        raise Unread(str(unread)) from unread
    if known := Preprint.objects.filter(arxiv_id=arxiv_id).first():
        return known
    announced = plain.get("announced")
    moment = announced if isinstance(announced, datetime) else timezone.now()
    moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    entry = Preprint(**plain | {"arxiv_id": arxiv_id, "announced": moment})
    entry.full_clean()
    entry.save()
    return entry
