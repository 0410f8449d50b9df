"""`manage.py add_learner NAME [--json]`: a learner of a cohort, with a password."""

import json as json_format
import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Makes a learner who signs in with a password: typed at the prompt, or the first line of stdin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, name: str, json: bool, **options: Any) -> None:
        learner = User(username=name)
        try:
            learner.clean_fields(exclude={"password"})
            learner.validate_unique()
            password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
            validate_password(password, learner)
        except ValidationError as error:
            raise CommandError(f"{name!r} was not made: {' '.join(error.messages)}") from None
        if not password:
            raise CommandError(f"{name!r} was not made: the password is empty.")
        learner.set_password(password)
        learner.save()
        self.stdout.write(json_format.dumps({"user": name}) if json else f"{name} can sign in now.")
