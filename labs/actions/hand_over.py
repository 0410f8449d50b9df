"""Give a waiting submission to the broker."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from typing import Any

from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from labs.models import Submission, SubmissionQuerySet
from labs.redis import client
from runner.contract import QUEUES, Job

GRADE_TASK = "runner.tasks.grade"
HANDED_OVER = "handed_over"
# A connection that was open when Redis started anew is dead: one more try makes a fresh one.
ONCE_MORE = {"max_retries": 1, "interval_start": 0}
logger = logging.getLogger(__name__)


def hand_over(submission: Submission) -> bool:
    """Queue the job of a waiting submission; True if this call did.

    The row is claimed before the job is sent, so two sweeps at once send one job. Where the broker does not
    answer, the claim is given back and a later sweep tries again.
    """
    if not waiting(submission).filter(handed_over=submission.handed_over).update(handed_over=timezone.now()):
        return False
    return deliver(submission)


def deliver(submission: Submission) -> bool:
    """Send the job of a submission that the caller has claimed; where that fails the claim is given back."""
    try:
        send(submission)
    except (OperationalError, OSError) as error:
        waiting(submission).update(handed_over=None)
        logger.warning("The broker did not take submission %s: %s", submission.pk, error)
        return False
    return True


def waiting(submission: Submission) -> SubmissionQuerySet:
    """Its row, as long as it waits under the same attempt."""
    return Submission.objects.holding(submission.pk, submission.attempt).queued()


def send(submission: Submission) -> None:
    of = submission
    job = Job(of.pk, of.attempt, of.lab, of.source, of.device, work=of.work)
    current_app.send_task(
        GRADE_TASK,
        args=[job.to_json()],
        queue=QUEUES[submission.device],
        headers={HANDED_OVER: timezone.now().isoformat()},
        retry=True,
        retry_policy=ONCE_MORE,
    )


def next_in_line(device: str) -> datetime | None:
    """When the job was handed over that a runner of `device` takes next; None where none lies in the broker."""
    job: Any = client().lindex(QUEUES[device], -1)  # Celery adds on the left and takes from the right
    return datetime.fromisoformat(json.loads(job)["headers"][HANDED_OVER]) if job else None
