"""The owner with a token, as a script would come."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from rest_framework.test import APIClient


def client_of(learner: "User") -> "APIClient":
    from knox.models import AuthToken
    from rest_framework.test import APIClient

    client = APIClient()
    _, token = AuthToken.objects.create(learner, expiry=timedelta(hours=1))
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


@pytest.fixture
def api(owner, redis) -> "APIClient":
    return client_of(owner)


@pytest.fixture
def teammates_api(teammate, redis) -> "APIClient":
    return client_of(teammate)


@pytest.fixture
def sent(owner):
    """Keeps submissions of the owner's: `sent("activation-zoo", verdict="passed")`."""
    from labs.models import State, Submission

    def make(lab="activation-zoo", learner=owner, **values):
        values = {"source": "f = abs\n", "state": State.SETTLED, "verdict": "passed", **values}
        return Submission.objects.create(learner=learner, lab=lab, **values)

    return make
