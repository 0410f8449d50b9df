"""What a learner calls their API tokens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from knox.models import AuthToken

from labs.prepared import prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAME_CHARACTERS = 80
UNNAMED = "Unnamed"


class TokenNameQuerySet(models.QuerySet["TokenName"]):
    def call(self, token: AuthToken, name: str) -> None:
        """Name a token, or give it another name."""
        self.update_or_create(token=token, defaults={"name": " ".join(name.split()) or UNNAMED})


class TokenName(models.Model):
    """A token's name; one that was made without has no row."""

    token = models.OneToOneField(AuthToken, models.CASCADE, related_name="naming")
    name = models.CharField(max_length=NAME_CHARACTERS)

    objects = TokenNameQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


def holds(moment: Any) -> models.Q:
    """Of tokens: those that have not ended by then."""
    return models.Q(expiry=None) | models.Q(expiry__gte=moment)


@prepared
def good_tokens(key: str, now: datetime) -> models.QuerySet[AuthToken]:
    """The tokens that begin with this key and have not ended, with their learners; hardly ever more than one."""
    known: models.QuerySet[AuthToken] = AuthToken.objects.filter(holds(now), token_key=key)
    return known.select_related("user")


def tokens_of(learner: User) -> models.QuerySet[AuthToken]:
    """The learner's tokens that are still good, the newest first, their names at hand."""
    mine: models.QuerySet[AuthToken] = AuthToken.objects.filter(holds(timezone.now()), user=learner)
    return mine.select_related("naming").order_by("-created", "-pk")


def make_token(learner: User, name: str = "", days: int | None = None) -> tuple[AuthToken, str]:
    """A new token and its secret, which is kept only as a digest; without `days` it never ends.

    Those of the learner that have ended are deleted.
    """
    AuthToken.objects.filter(user=learner, expiry__lt=timezone.now()).delete()
    token, secret = AuthToken.objects.create(learner, expiry=timedelta(days=days) if days else None)
    TokenName.objects.call(token, name)
    return token, secret


def name_of(token: AuthToken) -> str:
    naming: TokenName | None = getattr(token, "naming", None)
    return naming.name if naming else UNNAMED
