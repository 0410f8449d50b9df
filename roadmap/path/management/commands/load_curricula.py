"""`manage.py load_curricula [--json]`: bring the built-in roadmaps up to their files."""

import json as json_format
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roadmap.path.curricula import load_curricula
from roadmap.path.markdown import RoadmapError
from roadmap.path.models import Topic


class Command(BaseCommand):
    help = "Loads the built-in roadmaps where their files have changed. Ticks and evidence stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, json: bool, **options: Any) -> None:
        try:
            loaded = load_curricula()
        except RoadmapError as error:
            raise CommandError(str(error)) from None
        rows = [
            {"roadmap": one.roadmap.slug, "changed": one.changed, "topics": Topic.objects.of(one.roadmap).count()}
            for one in loaded
        ]
        if json:
            self.stdout.write(json_format.dumps({"roadmaps": rows}, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['roadmap']}: {row['topics']} topics{'' if row['changed'] else ', unchanged'}")
