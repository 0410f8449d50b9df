"""The owner: the one learner whom a learner's own machine signs in by itself."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User


def local_owner() -> User:
    """The owner's row, made on first use, without a password: nobody can sign in as the owner from elsewhere."""
    owner, _ = User.objects.get_or_create(username=settings.OWNER_NAME, defaults={"password": make_password(None)})
    return owner
