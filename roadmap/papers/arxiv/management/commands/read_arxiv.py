"""`manage.py read_arxiv`: read the arXiv feeds that learners follow, now and here."""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from roadmap.papers.arxiv.models import Feed
from roadmap.papers.arxiv.reading import PAUSE, forget_the_outdated, read_feed, take_turn


class Command(BaseCommand):
    help = "Read the arXiv feeds that learners follow and that are due; one question at a time, seconds apart."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--early", action="store_true", help="also those that were read less than a day ago")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        passed: list[int] = []
        told: list[dict[str, Any]] = []
        while True:
            turn = take_turn(timezone.now(), early=options["early"], passed=passed)
            if turn.feed is None and not turn.wait:
                break
            if turn.feed is None:
                time.sleep(min(turn.wait, PAUSE).total_seconds())
                continue
            passed.append(turn.feed.pk)
            told.append({"category": turn.feed.category, "new": read_feed(turn.feed), "problem": turn.feed.problem})
            if not options["json"]:
                self.stdout.write(sentence(told[-1]))
        forget_the_outdated(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps({"feeds": told}))
        elif not told:
            followed = Feed.objects.wanted().exists()
            self.stdout.write("No feed is due." if followed else "Nobody follows a category yet: Papers, arXiv queue.")


def sentence(one: dict[str, Any]) -> str:
    if one["problem"]:
        return f"{one['category']}: {one['problem']} What was kept before stays."
    return f"{one['category']}: {one['new']} new"
