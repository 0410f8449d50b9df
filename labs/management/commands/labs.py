"""Lists the catalogue."""

import json
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from runner.lab import Lab, LabError, load_catalog


class Command(BaseCommand):
    help = "Lists every lab: slug, topic, title, framework, minutes, devices, number of checks and misconceptions."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON array instead of a line a lab")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = [facts(lab) for lab in load_catalog(settings.CATALOG_DIR).values()]
        except LabError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        width = max((len(row["slug"]) for row in rows), default=0)
        for row in rows:
            self.stdout.write(line(row, width))


def facts(lab: Lab) -> dict[str, Any]:
    return {
        "slug": lab.slug,
        "topic": lab.topic,
        "title": lab.title,
        "framework": lab.framework,
        "minutes": lab.minutes,
        "devices": list(lab.devices),
        "checks": len(lab.check_titles),
        "misconceptions": len(lab.misconceptions),
    }


def line(row: dict[str, Any], width: int) -> str:
    return (
        f"{row['slug']:<{width}}  {row['topic']}  {row['title']}  {row['framework']}, {row['minutes']} min, "
        f"{'+'.join(row['devices'])}, {row['checks']} checks, {row['misconceptions']} misconceptions"
    )
