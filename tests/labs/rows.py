from typing import Any

from django.contrib.auth.models import User

from labs.models import CheckResult, Draft, State, Submission
from tests.every_row import SECRET

LAB = "activation-zoo"


def rows(learner: User) -> dict[str, dict[str, Any]]:
    sent = Submission.objects.create(
        learner=learner, lab=LAB, source=f"x = '{SECRET}'\n", state=State.SETTLED, verdict="passed"
    )
    CheckResult.objects.create(submission=sent, position=0, name="one", title=SECRET, outcome="passed", message=SECRET)
    Draft.objects.keep(learner, LAB, f"y = '{SECRET}'\n")
    return {
        "/labs/": {"slug": LAB},
        "/labs/submissions/": {"pk": sent.pk},
        "/api/labs/": {"slug": LAB},
        "/api/submissions/": {"pk": sent.pk},
    }
