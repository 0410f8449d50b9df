"""Begins a lab: its folder with every file an author fills in."""

import re
from pathlib import Path
from string import Template
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from runner.lab import FRAMEWORKS, load_catalog

OUTLINE = Path(__file__).resolve().parent.parent / "new_lab"
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Command(BaseCommand):
    help = "Makes the folder of a new lab, TOPIC/SLUG in the catalogue. `audit SLUG` then says what is missing."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--topic", required=True, help="the folder it belongs to, such as training")
        parser.add_argument("--title", default="", help="else made from the slug")
        parser.add_argument("--framework", default="numpy", choices=FRAMEWORKS)

    def handle(self, *args: Any, **options: Any) -> None:
        slug, topic = options["slug"], options["topic"]
        for word, name in (("slug", slug), ("topic", topic)):
            if not SLUG.fullmatch(name):
                raise CommandError(
                    f"The {word} {name!r} is not lower-case words joined by hyphens. Nothing was written."
                )
        if taken := load_catalog(settings.CATALOG_DIR, broken=lambda _: None).get(slug):
            raise CommandError(f"There is a lab {slug} in {taken.path}. Nothing was written; choose another slug.")
        folder = settings.CATALOG_DIR / topic / slug
        if folder.exists():
            raise CommandError(f"{folder} exists and is no sound lab. It was left as it is: `audit {slug}` says why.")
        title = options["title"] or slug.replace("-", " ").capitalize()
        write_outline(folder, slug=slug, title=title.replace('"', "'"), framework=options["framework"])
        self.stdout.write(f"{folder}\nFill it in (labs/AUTHORING.md), then: manage.py audit {slug} --mutants")


def write_outline(folder: Path, **facts: str) -> None:
    """Copy every file of the outline, its $names filled in."""
    for file in sorted(p for p in OUTLINE.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        place = folder / file.relative_to(OUTLINE)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(Template(file.read_text(encoding="utf-8")).safe_substitute(facts), encoding="utf-8")
