"""`manage.py export_vault USER FILE`: everything of one learner as a zip that Obsidian opens."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roadmap.accounts.learners import learner_named
from roadmap.vault.packing import pack, zipped


class Command(BaseCommand):
    help = "Writes everything of a learner into a zip: roadmaps, ticks, notes, papers, submissions, evidence."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user")
        parser.add_argument("file", help="where to, or - for stdout")

    def handle(self, *args: Any, user: str, file: str, **options: Any) -> None:
        pieces = zipped(pack(learner_named(user)))
        if file == "-":
            sys.stdout.buffer.writelines(pieces)
            return
        # A file that is there under its name is whole.
        part = Path(f"{file}.part")
        try:
            with part.open("wb") as out:
                out.writelines(pieces)
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"{file}: {error.strerror}. Nothing was written.") from None
        self.stdout.write(f"{file}: {Path(file).stat().st_size / 1024:.0f} KB.")
