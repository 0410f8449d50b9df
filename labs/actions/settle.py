"""Settle a submission: exactly one verdict, whatever arrives how often."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction

from labs import events
from labs.actions.hand_over import hand_over
from labs.models import CheckResult, Submission
from runner.contract import Ending, Verdict

MAX_ATTEMPTS = 3
GIVEN_UP = f"Our side failed {MAX_ATTEMPTS} times, so this was not judged. Your code is kept: send it again."
logger = logging.getLogger(__name__)
# Where the results of a learner's own experiment go, by the kind of its work; each room names its own when it starts.
LANDINGS: dict[str, Callable[[Submission], None]] = {}


def settle(verdict: Verdict) -> bool:
    """Write the verdict of a submission's present attempt; True if it is the one that counts.

    A verdict for an earlier attempt, or a second one, changes nothing. Our own failure is no verdict until the
    attempts are used up: the submission goes back to the queue.
    """
    if verdict.ending is Ending.OURS:
        return try_again(verdict.submission, verdict.attempt, verdict.message)
    with transaction.atomic():
        counts = Submission.objects.holding(verdict.submission, verdict.attempt).settle(verdict)
        if counts:
            CheckResult.objects.keep(verdict)
            land(verdict.submission)
            transaction.on_commit(partial(events.tell, verdict.submission, events.SETTLED))
    if not counts:
        logger.warning("Ignored a verdict (%s) of a past attempt of submission %s", verdict.ending, verdict.submission)
    return counts


def land(pk: int) -> None:
    """Let the room whose experiment this was take its results. What goes wrong there never costs the verdict."""
    work = Submission.objects.values_list("work", flat=True).get(pk=pk)
    landing = LANDINGS.get(str((work or {}).get("kind")))
    if landing is None:
        return
    try:
        with transaction.atomic():
            landing(Submission.objects.get(pk=pk))
    except Exception:
        logger.exception("The results of submission %s could not be taken into the log", pk)


def try_again(submission: int, attempt: str, reason: str, silent_since: datetime | None = None) -> bool:
    """Queue a failed attempt anew under a new token, or settle as ours once the attempts are used up.

    With `silent_since`, only if its lease had ended then: a runner may have spoken up meanwhile.
    """
    holding = Submission.objects.holding(submission, attempt)
    if silent_since is not None:
        holding = holding.lease_ended(silent_since)
    logger.error("Attempt %s of submission %s failed on our side: %s", attempt, submission, reason)
    with transaction.atomic():
        if holding.filter(cancel_asked__isnull=False).settle(Verdict(submission, attempt, Ending.CANCELLED)):
            told = events.SETTLED
        elif holding.filter(attempts__lt=MAX_ATTEMPTS).requeue():
            told = events.REQUEUED
            transaction.on_commit(partial(hand_over, Submission.objects.get(pk=submission)))
        elif holding.settle(Verdict(submission, attempt, Ending.OURS, message=GIVEN_UP)):
            told = events.SETTLED
        else:
            return False
        transaction.on_commit(partial(events.tell, submission, told))
    return True
