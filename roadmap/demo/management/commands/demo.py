"""`manage.py demo`: a believable half-year of an invented learner, and `--remove` to take it away again."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from contextlib import closing
from typing import Any

import click
from django.core.management.base import BaseCommand, CommandError

from labs.catalogue import catalogue
from labs.management.cells import cells_on
from roadmap.demo import learner as learners
from roadmap.demo.calendar import DAYS
from roadmap.demo.half_year import live
from roadmap.demo.judging import Bench
from runner.sandbox.pool import flavour_of


class Command(BaseCommand):
    help = "Fills this installation with an invented learner's half-year; nobody else's data is touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take that learner away with all that is theirs")
        parser.add_argument("--days", type=int, default=DAYS, help="only the first so many of its days")

    def handle(self, *args: Any, remove: bool, days: int, **options: Any) -> None:
        if remove:
            return self.take_away()
        try:
            learner, password = learners.make()
        except learners.NameTaken as taken:
            raise CommandError(str(taken)) from None
        try:
            self.fill(learner, days)
        except BaseException:
            learners.remove()  # half of a half-year is of no use
            raise
        self.stdout.write(
            f"Sign in at /account/sign-in/ as {learner.username} with the password {password}\n"
            "Remove it again with: manage.py demo --remove"
        )
        return None

    def fill(self, learner: Any, days: int) -> None:
        with closing(cells_on("cpu")) as pool:
            pool.warm(*{flavour_of(lab.framework) for lab in catalogue().values()})
            with click.progressbar(length=min(days, DAYS), label="days", file=sys.stderr) as bar:
                live(learner, Bench(pool), days, told=lambda _: bar.update(1))

    def take_away(self) -> None:
        count = learners.remove()
        self.stdout.write("Removed, with all that was theirs." if count else "There is no demonstration here.")
