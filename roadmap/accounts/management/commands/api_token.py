"""`manage.py api_token [--user NAME] [--json]`: make an API token and print it, alone, on stdout."""

import json as json_format
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from knox.models import AuthToken

from roadmap.accounts.learners import learner_named


class Command(BaseCommand):
    help = "Makes an API token and prints it. It cannot be printed again; revoke it on the account page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="NAME", help="whose token; without it, the owner of this machine")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, user: str | None, json: bool, **options: Any) -> None:
        learner = learner_named(user)
        _, token = AuthToken.objects.create(learner)
        said = json_format.dumps({"user": learner.get_username(), "token": token}) if json else token
        self.stdout.write(said)
