from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import CheckResult, Draft, SetAside, State, Submission
from tests.every_row import SECRET

LAB = "activation-zoo"


def rows(learner: User) -> dict[str, dict[str, Any]]:
    sent = Submission.objects.create(
        learner=learner, lab=LAB, source=f"x = '{SECRET}'\n", state=State.SETTLED, verdict="passed"
    )
    detail = {"tensor": {"shape": [1], "dtype": SECRET, "wrong": 1, "expected": "1", "got": "2", "error": "1"}}
    CheckResult.objects.create(
        submission=sent, position=0, name="one", title=SECRET, outcome="failed", message=SECRET, detail=detail
    )
    Draft.objects.keep(learner, LAB, f"y = '{SECRET}'\n")
    aside = SetAside.objects.create(
        learner=learner, lab=LAB, page="0a", source=f"z = '{SECRET}'\n", kept=timezone.now()
    )
    return {
        "/labs/": {"slug": LAB},
        "/labs/submissions/": {"pk": sent.pk, "name": "one"},
        "/labs/drafts/": {"pk": aside.pk},
        "/api/labs/": {"slug": LAB},
        "/api/submissions/": {"pk": sent.pk},
    }
