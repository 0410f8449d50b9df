"""`python -m bench.load.fill LEARNERS SEED DAY`: fills the database that the environment names, from nothing."""

from __future__ import annotations

import io
import os
import sys
import time
from datetime import UTC, datetime
from random import Random
from typing import Final

import django

CAST: Final = 20
BAR: Final = 40
MEASURED: Final = "owner"  # whom the web process signs in on loopback


def main() -> None:
    learners, seed = int(sys.argv[1]), sys.argv[2]
    day = datetime.fromisoformat(sys.argv[3]).replace(hour=12, tzinfo=UTC)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_curricula", verbosity=0, stdout=io.StringIO())
    began = time.monotonic()
    cast = write_cast(min(CAST, learners), seed, day)
    rows = copied(cast, -(-(learners - len(cast)) // len(cast)), began)
    settle_down()
    print(f"\r  {'':<{BAR}}\r  {rows:,} rows copied, {time.monotonic() - began:.0f} s", flush=True)


def write_cast(count: int, seed: str, day: datetime) -> list[int]:
    """The first of them is the one who is measured."""
    from django.contrib.auth.models import User

    from bench.load.cast import Story, write_path, write_submissions
    from bench.load.record import announce, write_record

    announce()
    written = []
    for number in range(count):
        learner = User.objects.create(username=f"learner-{number}" if number else MEASURED, password="!")
        story = Story(learner, Random(f"{seed} {number}"), day)
        for part in (write_path, write_submissions, write_record):
            part(story)
        written.append(learner.pk)
        show((number + 1) / count, "the cast")
    return written


def copied(cast: list[int], copies: int, began: float) -> int:
    """Everything of the cast, `copies` times. A copy in the midst of all becomes the one who is measured."""
    from django.contrib.auth.models import User

    from bench.load.copies import multiply, tables_of

    if copies < 1:
        return 0
    total = sum(len(table.keys) for table in tables_of(cast).values()) * copies
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        show(done / total, f"{done:,} of {total:,} rows, {time.monotonic() - began:.0f} s")

    multiply(cast, copies, tell)
    User.objects.filter(username=MEASURED).update(username="learner-0")
    User.objects.filter(username=f"{MEASURED}-{copies // 2}").update(username=MEASURED)
    return done


def settle_down() -> None:
    """What a server does by itself within minutes: PostgreSQL's own look at its tables."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def show(share: float, words: str) -> None:
    if sys.stdout.isatty() or share >= 1:
        bar = "█" * round(BAR * share)
        print(f"\r  {bar:<{BAR}} {words}", end="" if share < 1 else "\n", flush=True)


if __name__ == "__main__":
    main()
