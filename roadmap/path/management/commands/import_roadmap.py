"""`manage.py import_roadmap FILE`: a Markdown roadmap, or an Obsidian vault of them, into the tables."""

import json as json_format
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roadmap.accounts.learners import learner_named
from roadmap.path.archives import Archive, files_in
from roadmap.path.differences import Change, Sort
from roadmap.path.editing import NotThereError, same_topic
from roadmap.path.importing import Found, Imported, outlines_among, preview, read_outline, settle, take_in
from roadmap.path.markdown import Outline, RoadmapError

MOST_SHOWN = 10


class Command(BaseCommand):
    help = (
        "Makes or updates a learner's own roadmap from a Markdown file: headings are phases, list items topics. "
        "Shows what will change, and in a terminal asks before it changes it. Ticks are kept; a ticked box claims its "
        "topic, an empty one takes nothing back. A folder or a zip is an Obsidian vault: every file with checkboxes "
        "is a roadmap."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a Markdown file, a folder or zip of them, or - for stdin")
        parser.add_argument("--user", metavar="NAME", help="whose roadmap; without it, the owner of this machine")
        parser.add_argument("--into", metavar="SLUG", default="", help="the roadmap to update, whatever the file says")
        parser.add_argument(
            "--same", metavar="NEW=OLD", action="append", default=[], help="a topic of the file is one that was there"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--json", action="store_true", help="print one JSON object; does not ask")

    def handle(self, *args: Any, file: str, user: str | None, **options: Any) -> None:
        learner = learner_named(user)
        try:
            found = _found(file)
            for outline in found.outlines.values():
                _same(outline, learner, options)
            asked = not (options["yes"] or options["json"] or options["dry_run"]) and file != "-" and sys.stdin.isatty()
            if asked or options["dry_run"]:
                self._tell(found, [preview(one, learner, options["into"]) for one in found.outlines.values()], options)
            if options["dry_run"] or (asked and not self._agreed()):
                return
            done = [take_in(one, learner, options["into"]) for one in found.outlines.values()]
        except (RoadmapError, NotThereError) as error:
            raise CommandError(f"{file}: {error}") from None
        if asked:
            self.stdout.write("Done.")
        else:
            self._tell(found, done, options)

    def _tell(self, found: Found, done: list[Imported], options: dict[str, Any]) -> None:
        if not options["json"]:
            self.stdout.write("\n".join(line for one in done for line in told(one)))
            self.stdout.write("".join(f"{remark}\n" for remark in found.remarks), ending="")
            return
        rows = [one.to_json() for one in done]
        said = rows[0] if len(rows) == 1 and not found.remarks else {"roadmaps": rows, "remarks": found.remarks}
        self.stdout.write(json_format.dumps(said, ensure_ascii=False, indent=2))

    def _agreed(self) -> bool:
        self.stdout.write("Change it so? [y/N] ", ending="")
        self.stdout.flush()
        if sys.stdin.readline().strip().lower() in ("y", "yes"):
            return True
        self.stdout.write("Nothing was changed.")
        return False


def _found(file: str) -> Found:
    if file == "-":
        return Found({"-": read_outline(sys.stdin.buffer.read())})
    path = Path(file)
    try:
        if path.is_dir() or path.suffix.lower() == ".zip":
            return outlines_among(_files(path))
        return Found({file: read_outline(path.read_bytes(), path.stem)})
    except OSError as error:
        raise RoadmapError(f"{error.strerror}. Nothing was changed.") from None


def _files(path: Path) -> Mapping[str, bytes]:
    return files_in(path) if path.is_dir() else Archive(path.open("rb"))


def _same(outline: Outline, learner: Any, options: dict[str, Any]) -> None:
    if not options["same"]:
        return
    settle(outline, learner, options["into"])
    for pair in options["same"]:
        new, equals, gone = pair.partition("=")
        if not equals:
            raise RoadmapError(f"--same {pair} does not say NEW=OLD. Nothing was changed.")
        same_topic(outline, new, gone)


def told(done: Imported) -> list[str]:
    """What the import did, or would do, in sentences."""
    state = "new" if done.new else "updated" if done.changed else "unchanged"
    lines = [f"{done.roadmap}: “{done.title}”, {done.topics} topics, {state}."]
    if done.changed and done.appeared:
        lines.append(f"New: {_some(done.appeared)}.")
    lines += [] if done.new else _changed(done.changes)
    if done.vanished:
        lines.append(f"No longer in it: {_some(done.vanished)}. What was ticked or proven there is kept.")
    for one in done.suggested:
        lines.append(f"Perhaps the same: “{one.new_title}” and “{one.gone_title}” (--same {one.new}={one.gone}).")
    if done.claimed or done.skipped:
        lines.append(f"From the boxes: {done.claimed} claimed, {done.skipped} skipped.")
    return lines + done.remarks


def _changed(changes: list[Change]) -> Iterator[str]:
    told = [change for change in changes if change.sort not in (Sort.APPEARED, Sort.VANISHED)]
    counts: Counter[Sort] = Counter()
    for change in told:
        counts[change.sort] += 1
        if counts[change.sort] <= MOST_SHOWN and change.sort is not Sort.PHASE_APPEARED:
            yield f"{change.words}."
    for sort, count in counts.items():
        if count > MOST_SHOWN and sort is not Sort.PHASE_APPEARED:
            yield f"… and {count - MOST_SHOWN} more {sort.replace('_', ' ')}."


def _some(keys: list[str], most: int = MOST_SHOWN) -> str:
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return ", ".join(keys[:most]) + more
