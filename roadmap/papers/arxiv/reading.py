"""Reading feeds: whose turn it is, what came, and what is kept of it. Each feed once a day, one question at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from roadmap.papers.arxiv.asking import Unanswered, ask
from roadmap.papers.arxiv.atom import Found, Unreadable, entries_of
from roadmap.papers.arxiv.models import Feed, Preprint

# https://info.arxiv.org/help/api/tou.html: no more than one request every three seconds, one connection at a time.
PAUSE = timedelta(seconds=3)
LEASE = timedelta(minutes=3)  # longer than a question can take
AT_ONCE = 500
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """A feed that is this caller's to ask; or none, and how long to wait before the next look."""

    feed: Feed | None = None
    wait: timedelta = timedelta()


def take_turn(now: datetime, *, early: bool = False, passed: Iterable[int] = ()) -> Turn:
    """The feed to ask next, leased to the caller; never while another is asked, nor within PAUSE of the last.

    `early`: also one that was read less than a day ago, but none whose server wants a pause. `passed`: not these.
    """
    with transaction.atomic():
        # All of them are locked: two callers at once must not both find that nobody asks.
        feeds = list(Feed.objects.select_for_update().order_by("pk"))
        wanted = Feed.objects.wanted() if early else Feed.objects.due(now)
        open_ones = set(wanted.exclude(pk__in=list(passed)).values_list("pk", flat=True))
        waiting = [feed for feed in feeds if feed.pk in open_ones and (not feed.failures or feed.due <= now)]
        if not waiting:
            return Turn()
        ends = [feed.asking_until or feed.asked + PAUSE for feed in feeds if feed.asked]
        wait = max((end - now for end in ends), default=timedelta())
        if wait > timedelta():
            return Turn(wait=wait)
        feed = min(waiting, key=lambda one: (one.due, one.pk))
        feed.asked, feed.asking_until = now, now + LEASE
        feed.save(update_fields=["asked", "asking_until"])
    return Turn(feed)


def read_feed(feed: Feed) -> int:
    """Ask a feed whose turn it is and keep what is new; the number of new entries.

    Whatever goes wrong is noted on the feed and logged once, when it begins; what was kept before stays.
    """
    try:
        answer = ask(settings.ARXIV_FEED.format(category=feed.category), feed.etag, feed.last_modified)
        found = entries_of(answer.body) if answer.body is not None else []
        new = keep(feed, found, timezone.now())
    except (Unanswered, Unreadable) as problem:
        feed.asked, feed.asking_until = timezone.now(), None
        if feed.failed(feed.asked, str(problem), getattr(problem, "wait", None)):
            logger.warning("The feed of %s could not be read: %s It is asked again later.", feed, problem)
        return 0
    feed.asked, feed.asking_until = timezone.now(), None
    if feed.was_read(feed.asked, answer.etag, answer.last_modified):
        logger.warning("The feed of %s can be read again.", feed)
    return new


def keep(feed: Feed, found: list[Found], now: datetime) -> int:
    """Store what a feed brought: new papers, newer versions of known ones. The number of new ones.

    A new version of a paper that nobody was told of is not news, and a paper that stands in several feeds is one.
    """
    with transaction.atomic():
        told = [one.arxiv_id for one in found]
        known = {entry.arxiv_id: entry for entry in Preprint.objects.filter(arxiv_id__in=told)}
        fresh = [entry_from(one, now) for one in found if one.new and one.arxiv_id not in known]
        Preprint.objects.bulk_create(fresh, batch_size=AT_ONCE, ignore_conflicts=True)
        unheard = set(Preprint.objects.filter(arxiv_id__in=told, feeds=None).values_list("arxiv_id", flat=True))
        for one in found:
            # What a learner brought along in an archive gives way to what arXiv itself says.
            if one.arxiv_id in known and (one.version > known[one.arxiv_id].version or one.arxiv_id in unheard):
                renewed = entry_from(one, known[one.arxiv_id].announced)
                renewed.pk = known[one.arxiv_id].pk
                renewed.save(force_update=True)
        feed.preprints.add(*Preprint.objects.filter(arxiv_id__in=told).values_list("pk", flat=True))
    return len(fresh)


def entry_from(one: Found, announced: datetime) -> Preprint:
    return Preprint(
        arxiv_id=one.arxiv_id,
        version=one.version,
        title=one.title,
        authors=one.authors,
        abstract=one.abstract,
        categories=one.categories,
        announced=announced,
    )


def forget_the_outdated(now: datetime) -> int:
    """Remove entries that stood for months and nobody starred, tagged or logged; how many."""
    outdated = Preprint.objects.outdated(now)
    number = outdated.count()
    outdated.delete()
    return number
