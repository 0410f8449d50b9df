"""Find submissions that nobody looks after, and look after them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from labs import events
from labs.actions.hand_over import hand_over, jobs_waiting
from labs.actions.settle import try_again
from labs.models import Submission

# The request that made a submission hands it over itself; only later is it overdue.
HAND_OVER_GRACE = timedelta(seconds=3)
# A runner says at once that it begins; a job that left the broker's queue this long ago unannounced is lost.
LOST_AFTER = timedelta(seconds=60)
AT_ONCE = 200


def sweep(now: datetime | None = None) -> None:
    """Hand over what waits in the database, send lost jobs again, take attempts back from silent runners."""
    now = now or timezone.now()
    hand_over_the_overdue(now)
    send_the_lost_again(now)
    for submission in Submission.objects.lease_ended(now)[:AT_ONCE]:
        try_again(submission.pk, submission.attempt, f"{submission.runner or 'the runner'} went silent")
    for submission in Submission.objects.running().filter(cancel_asked__isnull=False)[:AT_ONCE]:
        events.ask_to_stop(submission.pk)


def hand_over_the_overdue(now: datetime) -> None:
    for submission in Submission.objects.never_handed_over(now - HAND_OVER_GRACE)[:AT_ONCE]:
        if not hand_over(submission):
            break


def send_the_lost_again(now: datetime) -> None:
    """Only where the broker's queue is empty: a job still lying there is late, not lost."""
    overdue = list(Submission.objects.handed_over_before(now - LOST_AFTER)[:AT_ONCE])
    empty = {device for device in {late.device for late in overdue} if jobs_waiting(device) == 0}
    for submission in overdue:
        if submission.device in empty:
            hand_over(submission)
