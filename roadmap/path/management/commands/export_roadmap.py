"""`manage.py export_roadmap SLUG [--user NAME] [--json]`: a roadmap as Markdown on stdout."""

import json as json_format
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from roadmap.accounts.learners import learner_named
from roadmap.path.exporting import export
from roadmap.path.models import Roadmap
from roadmap.path.standing import Standing


class Command(BaseCommand):
    help = "Writes a roadmap as Markdown: [x] proven or claimed, [-] skipped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--user", metavar="NAME", help="whose boxes; without it, those of this machine's owner")
        parser.add_argument("--json", action="store_true", help="print one JSON object, the text under markdown")

    def handle(self, *args: Any, slug: str, user: str | None, json: bool, **options: Any) -> None:
        learner = learner_named(user)
        try:
            roadmap = Roadmap.objects.called(slug, learner)
        except Http404:
            known = ", ".join(Roadmap.objects.visible_to(learner).values_list("slug", flat=True)) or "none"
            raise CommandError(f"{learner} has no roadmap called {slug!r}. There are: {known}.") from None
        text = export(roadmap, Standing.of(learner, roadmap))
        if json:
            said = {"roadmap": roadmap.slug, "title": roadmap.title, "markdown": text}
            self.stdout.write(json_format.dumps(said, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(text, ending="")
