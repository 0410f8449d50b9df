"""`manage.py api_token [--user NAME]`: make an API token and print it, alone, on stdout."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from knox.models import AuthToken

from roadmap.accounts.owner import local_owner


class Command(BaseCommand):
    help = "Makes an API token and prints it. It cannot be printed again; revoke it on the account page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="NAME", help="whose token; without it, the owner of this machine")

    def handle(self, *args: Any, user: str | None, **options: Any) -> None:
        learner = learner_named(user) if user is not None else local_owner()
        _, token = AuthToken.objects.create(learner)
        self.stdout.write(token)


def learner_named(name: str) -> User:
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no learner named {name!r}. Make one with: manage.py add_learner NAME") from None
