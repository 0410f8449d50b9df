"""The learner of the demonstration: an account of its own, marked, so that it can go again with all it has."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.crypto import get_random_string

NAME = "demo"
# Membership marks an account as ours to remove; a real learner who is called the same is never in it.
GROUP = "Demonstration"
PASSWORD_CHARACTERS = 12


class NameTaken(Exception):
    """There is a learner of that name already; `ours` says whether it is that of an earlier demonstration."""

    def __init__(self, *, ours: bool) -> None:
        self.ours = ours
        super().__init__(
            f"The demonstration's learner, {NAME}, is there already. To begin anew, remove it first: "
            "manage.py demo --remove"
            if ours
            else f"There is a learner called {NAME} who is none of the demonstration's. Nothing was changed."
        )


def learners() -> list[User]:
    return list(User.objects.filter(groups__name=GROUP))


@transaction.atomic
def make() -> tuple[User, str]:
    """The new learner and its password. Raises NameTaken."""
    if User.objects.filter(username=NAME).exists():
        raise NameTaken(ours=any(learner.username == NAME for learner in learners()))
    password = get_random_string(PASSWORD_CHARACTERS)
    learner = User.objects.create_user(NAME, password=password)
    learner.groups.add(Group.objects.get_or_create(name=GROUP)[0])
    return learner, password


@transaction.atomic
def remove() -> int:
    """Takes the demonstration's learners away with all that is theirs; gives how many there were."""
    found = learners()
    for learner in found:
        learner.delete()
    Group.objects.filter(name=GROUP).delete()
    return len(found)
