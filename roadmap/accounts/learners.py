"""Learners as the commands name them."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from roadmap.accounts.owner import local_owner


def learner_named(name: str | None) -> User:
    """The learner of this name; without one, the owner of this machine. Raises CommandError where there is none."""
    if name is None:
        return local_owner()
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no learner named {name!r}. Make one with: manage.py add_learner NAME") from None
