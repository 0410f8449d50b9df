"""Find submissions that nobody looks after, and look after them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from labs import events
from labs.actions.hand_over import hand_over, next_in_line
from labs.actions.settle import try_again
from labs.models import Submission

# The request that made a submission hands it over itself; only later is it overdue.
HAND_OVER_GRACE = timedelta(seconds=3)
# A runner says at once that it begins; a job that left the broker's queue this long ago unannounced is lost.
LOST_AFTER = timedelta(seconds=10)
AT_ONCE = 200


def sweep(now: datetime | None = None) -> None:
    """Hand over what waits in the database, send lost jobs again, take attempts back from silent runners."""
    now = now or timezone.now()
    hand_over_the_overdue(now)
    send_the_lost_again(now)
    for submission in Submission.objects.lease_ended(now)[:AT_ONCE]:
        try_again(submission.pk, submission.attempt, f"{submission.runner or 'the runner'} went silent", now)
    for submission in Submission.objects.running().filter(cancel_asked__isnull=False)[:AT_ONCE]:
        events.ask_to_stop(submission.pk)


def hand_over_the_overdue(now: datetime) -> None:
    for submission in Submission.objects.never_handed_over(now - HAND_OVER_GRACE)[:AT_ONCE]:
        if not hand_over(submission):
            break


def send_the_lost_again(now: datetime) -> None:
    """A queue keeps its order: what was handed over before the job that is next in line has left it, or was lost.

    What was handed over later still waits its turn: it is late, not lost.
    """
    overdue = list(Submission.objects.handed_over_before(now - LOST_AFTER)[:AT_ONCE])
    next_ones = {device: next_in_line(device) or now for device in {late.device for late in overdue}}
    for submission in overdue:
        if submission.handed_over and submission.handed_over < next_ones[submission.device] - HAND_OVER_GRACE:
            hand_over(submission)
