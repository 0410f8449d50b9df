"""Cancel a submission."""

from __future__ import annotations

from django.utils import timezone

from labs import events
from labs.models import Submission
from runner.contract import Ending, Verdict


def cancel(submission: Submission) -> None:
    """Settle a waiting submission as cancelled; ask the runner to stop a running one.

    A settled submission keeps its verdict.
    """
    holding = Submission.objects.holding(submission.pk, submission.attempt)
    message = "Cancelled before it began."
    if holding.queued().settle(Verdict(submission.pk, submission.attempt, Ending.CANCELLED, message=message)):
        events.forget(submission.pk)
    elif holding.running().update(cancel_asked=timezone.now()):
        events.ask_to_stop(submission.pk)
