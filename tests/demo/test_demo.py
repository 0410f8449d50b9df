"""The demonstration: real verdicts, on days long gone."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from labs.models import Submission
from roadmap.demo.calendar import DAYS
from roadmap.demo.judging import attempts
from roadmap.demo.writings import notes, papers
from roadmap.path.curricula import load_curricula
from roadmap.path.models import Concept
from tests.every_row import kept

pytestmark = pytest.mark.django_db
SHORT = 8


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """Its first days, made once for the tests that only look at them, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_curricula()
        call_command("demo", days=SHORT)
        yield User.objects.get(username="demo")
        transaction.set_rollback(True)


def test_its_verdicts_are_the_judges(filled, catalog):
    sent = list(Submission.objects.of(filled).prefetch_related("checks"))
    assert {one.verdict for one in sent} == {"passed", "failed"}
    for one in sent:
        assert one.lab_digest == catalog[one.lab].digest
        assert one.seed and one.checks.count() > 1
    passed = [one for one in sent if one.verdict == "passed"]
    for one in passed:
        assert one.source in {catalog[one.lab].reference, *catalog[one.lab].accepted.values()}


def test_it_lies_in_the_half_year_before_today(filled):
    today = timezone.localdate()
    for moment in Submission.objects.of(filled).values_list("settled", flat=True):
        assert today - timedelta(DAYS) <= timezone.localdate(moment) < today - timedelta(DAYS - SHORT - 1)


def test_no_row_of_it_is_dated_today(filled):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = [row for rows in kept().values() for row in rows if row.get("learner_id") == filled.pk]
    assert len(rows) > 50
    for row in rows:
        assert [name for name, value in row.items() if isinstance(value, datetime) and value >= midnight] == []


def test_a_second_one_is_refused_in_a_sentence(filled):
    with pytest.raises(CommandError, match=r"is there already.*demo --remove"):
        call_command("demo", days=1)
    assert User.objects.filter(username="demo").count() == 1


def test_every_lab_gives_something_to_send(catalog):
    for lab in catalog.values():
        *slips, last = attempts(lab, Random(lab.slug))
        assert last in {lab.reference, *lab.accepted.values()}
        assert set(slips) <= {lab.starter, *lab.misconceptions.values()}


def test_its_texts_name_only_what_is_there(catalog):
    load_curricula()
    concepts = set(Concept.objects.values_list("key", flat=True))
    logged = {paper["arxiv_id"] for paper in papers()}
    for text in notes():
        for kind, _, name in (one.partition(":") for one in text.about):
            assert name in {"lab": set(catalog), "topic": concepts, "paper": logged}[kind]
        assert not text.explains or text.explains in concepts
