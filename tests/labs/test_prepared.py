"""A query whose text is kept answers what the database says now, each time for those it is asked about."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count, QuerySet
from django.test.utils import override_settings
from django.utils import timezone

from labs.models import CheckResult, Submission
from labs.prepared import prepared

Queries = Callable[[int], AbstractContextManager[object]]
MOMENT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@prepared
def sent(learner: User) -> QuerySet[Submission, tuple[str, int]]:
    return Submission.objects.of(learner).order_by("lab").values_list("lab").annotate(Count("pk"))


@prepared
def sent_between(learner: User, first: datetime, last: datetime) -> QuerySet[Submission]:
    rows = Submission.objects.of(learner).filter(created__gte=first, created__lt=last).order_by("pk")
    return rows.select_related("learner").prefetch_related("checks")


@prepared
def days(learner: User) -> QuerySet[Submission, Any]:
    return Submission.objects.of(learner).order_by().values_list("created__date", flat=True)


def send(learner: User, lab: str, created: datetime = MOMENT) -> Submission:
    row = Submission.objects.create(learner=learner, lab=lab, source="x = 1\n")
    Submission.objects.filter(pk=row.pk).update(created=created)
    return row


@pytest.fixture
def other(db: None) -> User:
    return User.objects.create_user("other")


def test_it_answers_for_the_learner_it_is_asked_about(owner: User, other: User) -> None:
    send(owner, "counter")
    send(other, "activation-zoo")
    assert sent(owner) == [("counter", 1)]
    assert sent(other) == [("activation-zoo", 1)]
    assert sent(owner) == [("counter", 1)]


def test_it_answers_what_is_there_now(owner: User) -> None:
    assert sent(owner) == []
    row = send(owner, "counter")
    send(owner, "counter")
    assert sent(owner) == [("counter", 2)]
    row.delete()
    assert sent(owner) == [("counter", 1)]


def test_days_and_moments_are_those_that_are_given(owner: User) -> None:
    rows = [send(owner, "counter", MOMENT + timedelta(days=number)) for number in range(4)]
    for first, last in ((0, 2), (1, 3), (3, 3), (0, 4)):
        between = (MOMENT + timedelta(days=first), MOMENT + timedelta(days=last))
        assert sent_between(owner, *between) == rows[first:last]


def test_rows_come_with_what_they_refer_to(owner: User, django_assert_num_queries: Queries) -> None:
    row = send(owner, "counter")
    CheckResult.objects.create(submission=row, position=0, name="one", title="One", outcome="passed")
    for _ in range(2):
        with django_assert_num_queries(2):
            (found,) = sent_between(owner, MOMENT, MOMENT + timedelta(days=1))
            assert found.learner == owner
            assert [check.name for check in found.checks.all()] == ["one"]


def test_days_are_those_of_the_zone_that_holds(owner: User) -> None:
    send(owner, "counter")
    for zone, day in (("UTC", 1), ("Europe/Berlin", 2), ("UTC", 1)):
        with override_settings(TIME_ZONE=zone), timezone.override(zone):
            assert [one.day for one in days(owner)] == [day]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_their_own_connections(owner: User, other: User) -> None:
    send(owner, "counter")
    sent(owner)
    found: dict[int, object] = {}

    def ask(learner: User) -> None:
        try:
            found[learner.pk] = sent(learner)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(learner,)) for learner in (owner, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {owner.pk: [("counter", 1)], other.pk: []}
