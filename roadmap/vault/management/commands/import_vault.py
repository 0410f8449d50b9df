"""`manage.py import_vault FILE [--user NAME]`: a vault taken in; what will change is shown first."""

import json as json_format
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roadmap.accounts.learners import learner_named
from roadmap.path.markdown import RoadmapError
from roadmap.vault.carried import Carried
from roadmap.vault.packing import preview, read_vault, unpack


class Command(BaseCommand):
    help = "Takes in a vault. Nothing the learner has is overwritten; the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a zip that export_vault or the account page made")
        parser.add_argument("--user", metavar="NAME", help="whose; without it, the owner of this machine")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--json", action="store_true", help="print one JSON object; does not ask")

    def handle(self, *args: Any, file: str, user: str | None, **options: Any) -> None:
        learner = learner_named(user)
        asks = not (options["yes"] or options["json"]) and sys.stdin.isatty()
        try:
            with Path(file).open("rb") as data:
                texts = read_vault(data)
                if options["dry_run"] or asks:
                    self._tell(preview(learner, texts), options["json"])
                if options["dry_run"] or (asks and not self._agreed()):
                    return
                self._tell(unpack(learner, texts), options["json"])
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Nothing was changed.") from None
        except RoadmapError as error:
            raise CommandError(f"{file}: {error}") from None

    def _tell(self, done: Carried, json: bool) -> None:
        if json:
            self.stdout.write(json_format.dumps(done.to_json(), ensure_ascii=False, indent=2))
            return
        for name, room in done.rooms.items():
            self.stdout.write(f"{name}: {room.added} new, {room.unchanged} as they are, {room.copied} kept beside.")
        self.stdout.write("".join(f"{problem}\n" for problem in done.problems), ending="")

    def _agreed(self) -> bool:
        self.stdout.write("Take it in? [y/N] ", ending="")
        self.stdout.flush()
        if sys.stdin.readline().strip().lower() in ("y", "yes"):
            return True
        self.stdout.write("Nothing was changed.")
        return False
