import uuid
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.vault.models import Record
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    record = Record.objects.create(
        learner=learner,
        uuid=uuid.UUID(int=7),
        lab="activation-zoo",
        verdict="passed",
        created=timezone.now(),
        source=f"z = '{SECRET}'\n",
        text=SECRET,
    )
    return {"/account/vault/records/": {"pk": record.pk}}
