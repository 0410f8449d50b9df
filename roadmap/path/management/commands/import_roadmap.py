"""`manage.py import_roadmap FILE [--user NAME] [--json]`: a Markdown roadmap into the tables."""

import json as json_format
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roadmap.accounts.learners import learner_named
from roadmap.path.importing import Imported, import_roadmap
from roadmap.path.markdown import RoadmapError


class Command(BaseCommand):
    help = (
        "Makes or updates a learner's own roadmap from a Markdown file: headings are phases, list items topics. "
        "Ticks are kept; a ticked box claims its topic, an empty one takes nothing back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a Markdown file, or - for stdin")
        parser.add_argument("--user", metavar="NAME", help="whose roadmap; without it, the owner of this machine")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, file: str, user: str | None, json: bool, **options: Any) -> None:
        learner = learner_named(user)
        try:
            done = import_roadmap(_read(file), learner, "Roadmap" if file == "-" else Path(file).stem)
        except RoadmapError as error:
            raise CommandError(f"{file}: {error}") from None
        if json:
            self.stdout.write(json_format.dumps(done.to_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(told(done)))


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}. Nothing was changed.") from None


def told(done: Imported) -> list[str]:
    """What the import did, in sentences."""
    state = "updated" if done.changed else "unchanged"
    lines = [f"{done.roadmap}: “{done.title}”, {done.topics} topics, {state}."]
    if done.changed and done.appeared:
        lines.append(f"New: {_some(done.appeared)}.")
    if done.vanished:
        lines.append(f"No longer in it: {_some(done.vanished)}. What was ticked or proven there is kept.")
    if done.claimed or done.skipped:
        lines.append(f"From the boxes: {done.claimed} claimed, {done.skipped} skipped.")
    return lines + done.remarks


def _some(keys: list[str], most: int = 10) -> str:
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return ", ".join(keys[:most]) + more
