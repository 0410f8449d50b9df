import uuid
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.vault.front_matter import fenced, written
from roadmap.vault.models import Record
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    code, identity, sent = f"z = '{SECRET}'\n", uuid.UUID(int=7), timezone.now()
    facts = {"kind": "submission", "uuid": str(identity), "lab": "activation-zoo", "verdict": "passed", "created": sent}
    record = Record.objects.create(
        learner=learner,
        uuid=identity,
        lab="activation-zoo",
        verdict="passed",
        created=sent,
        source=code,
        text=written(facts, f"# {SECRET}\n\n{fenced(code, 'python')}"),
    )
    return {"/account/vault/records/": {"pk": record.pk}}
