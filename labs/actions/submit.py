"""Send a file to a lab."""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from labs import events
from labs.actions.hand_over import deliver
from labs.catalogue import catalogue
from labs.models import Submission
from runner.contract import MAX_SOURCE_BYTES, QUEUES
from runner.lab import Lab

KILOBYTE = 1024


class RefusedError(ValueError):
    """A file that was not taken. `sentences` says why, by field: lab, device or source."""

    def __init__(self, **sentences: str) -> None:
        super().__init__(" ".join(sentences.values()))
        self.sentences = sentences


def submit(learner: User, lab: str, source: str | bytes, device: str = "cpu") -> Submission:
    """Keep `source` as a submission and queue it; one of the same lab still waiting is replaced.

    Raises `RefusedError` where lab, device or source are not fit to be graded. A broker that does not answer is no
    reason to refuse: the submission waits in the database until the next sweep finds the broker back.
    """
    offered_on(find_lab(lab), device)
    return queue_up(learner, lab, readable(source), device)


def send_experiment(learner: User, name: str, source: str | bytes, work: dict[str, Any], device: str) -> Submission:
    """Queue a learner's own experiment under a name that is no lab's; `work` as `runner.contract.Job` has it.

    Raises `RefusedError` where source or device are not fit.
    """
    known_device(device)
    return queue_up(learner, name, readable(source), device, work)


def queue_up(learner: User, lab: str, text: str, device: str, work: dict[str, Any] | None = None) -> Submission:
    """Keep a submission and hand it over; one of the same lab still waiting is replaced."""
    with transaction.atomic():
        # One learner's submissions go one at a time, or two at once would each miss the other.
        User.objects.select_for_update().only("pk").get(pk=learner.pk)
        # Claimed as it is made: who is cut off before the job is sent leaves it to the sweep, as one who claims later.
        submission = Submission.objects.create(
            learner=learner, lab=lab, source=text, device=device, work=work, handed_over=timezone.now()
        )
        for replaced in Submission.objects.replace_waiting(submission):
            transaction.on_commit(partial(events.forget, replaced))
        transaction.on_commit(partial(deliver, submission))
    return submission


def find_lab(slug: str) -> Lab:
    """The lab called `slug`; raises `RefusedError` with the nearest name where there is none."""
    labs = catalogue()
    if slug in labs:
        return labs[slug]
    near = get_close_matches(slug, labs, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise RefusedError(lab=f"There is no lab called {slug!r}.{meant}")


def offered_on(lab: Lab, device: str) -> None:
    """Raises `RefusedError` where `lab` does not run on `device`."""
    known_device(device)
    if device not in lab.devices:
        raise RefusedError(device=f"This lab runs on {' or '.join(lab.devices)}, not on {device}.")


def known_device(device: str) -> None:
    if device not in QUEUES:
        raise RefusedError(device=f"There is no device called {device!r}; {' and '.join(QUEUES)} are known.")


def readable(source: str | bytes) -> str:
    """The source as text with plain line ends; raises `RefusedError` where it is none, empty or too long."""
    text = decoded(source) if isinstance(source, bytes) else source
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    size = len(encoded(text))
    if size > MAX_SOURCE_BYTES:
        raise RefusedError(source=oversized(size))
    if not text.strip():
        raise RefusedError(source="The file is empty: there is nothing to grade.")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise RefusedError(source=f"Line {line} holds a null character, which Python does not read. It was not sent.")
    return text


def oversized(size: int) -> str:
    """The sentence for a file of `size` bytes."""
    taken = MAX_SOURCE_BYTES // KILOBYTE
    return f"This file has {-(-size // KILOBYTE)} KB; a lab takes up to {taken} KB. It was not sent."


def decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise RefusedError(
            source=f"Line {line} is not UTF-8 text. Save the file as UTF-8 and send it again."
        ) from error


def encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text[: error.start].count("\n") + 1
        raise RefusedError(
            source=f"Line {line} holds half a character that UTF-8 cannot write. It was not sent."
        ) from error
