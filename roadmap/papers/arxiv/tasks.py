"""The daily reading, on the results worker.

Beat asks often and a feed is due once a day: a laptop that slept at the hour misses nothing.
"""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from roadmap.papers.arxiv.models import Feed
from roadmap.papers.arxiv.reading import PAUSE, forget_the_outdated, read_feed, take_turn

LOOK_SECONDS = 1800.0


@shared_task(name="roadmap.papers.arxiv.tasks.read", expires=LOOK_SECONDS)
def read() -> None:
    """Ask the one feed whose turn it is; where another is due, come back after the pause between two questions."""
    turn = take_turn(timezone.now())
    if turn.feed is None:
        return
    read_feed(turn.feed)
    if Feed.objects.due(timezone.now()).exists():
        read.apply_async(countdown=PAUSE.total_seconds() + 1)
    else:
        forget_the_outdated(timezone.now())
