"""What a lab builds on and opens, told at the head of its page, each with how the learner stands with it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from labs.catalogue import catalogue
from labs.marks import FADING, NOT_BEGUN, PROVEN, UNDER_WAY, mark_of, marks_of
from labs.models import Draft, Submission
from labs.prerequisites import is_ready, missing
from roadmap.reviews.fading import LATE_DAYS
from roadmap.reviews.models import Card, Kind
from tests.labs.conftest import write_lab


@pytest.fixture(autouse=True)
def chain(settings, tmp_path: Path) -> None:
    """`first` opens `second`, which opens `third`; that one also builds on a lab that is not here."""
    settings.CATALOG_DIR = tmp_path
    for slug, builds_on in {"first": [], "second": ["first"], "third": ["second", "of-tomorrow"]}.items():
        write_lab(tmp_path / "topic" / slug, slug.capitalize(), "numpy", "core", ["cpu"], builds_on)


def prove(learner, lab):
    return Submission.objects.create(learner=learner, lab=lab, source="f = abs\n", state="settled", verdict="passed")


def fade(learner, lab):
    """A review of it is overdue by so much that it fades however stable the memory."""
    due = timezone.localdate() - timedelta(days=LATE_DAYS)
    memory = {"stability": 300.0, "difficulty": 5.0, "reviewed": timezone.now(), "due": due, "day": due}
    Card.objects.create(learner=learner, kind=Kind.LAB, subject=lab, **memory)


def fact(page, name):
    return re.search(rf"<dt>{name}</dt><dd[^>]*>(.*?)</dd>", page.content.decode(), re.DOTALL)[1]


def test_the_four_marks_of_a_lab_are_told_alike_for_one_and_for_all(owner, teammate):
    prove(owner, "first")
    prove(owner, "second")
    fade(owner, "second")
    fade(teammate, "first")
    Draft.objects.keep(owner, "third", "f = 1")
    assert marks_of(owner) == {"first": PROVEN, "second": FADING, "third": UNDER_WAY}
    assert {slug: mark_of(owner, slug) for slug in catalogue()} == marks_of(owner)
    assert mark_of(teammate, "first") == NOT_BEGUN


def test_an_attempt_after_the_proof_and_a_newer_draft_take_nothing_away(owner):
    prove(owner, "first")
    Submission.objects.create(learner=owner, lab="first", source="f = 1", state="settled", verdict="failed")
    Draft.objects.keep(owner, "first", "f = 2")
    assert marks_of(owner) == {"first": PROVEN}


def test_a_lab_is_ready_once_all_it_builds_on_here_is_proven(owner):
    third = catalogue()["third"]
    assert [lab.slug for lab in missing(third, marks_of(owner))] == ["second"]
    prove(owner, "second")
    fade(owner, "second")
    assert is_ready(third, marks_of(owner))
    prove(owner, "third")
    assert not is_ready(third, marks_of(owner))


def test_the_head_of_a_lab_says_both_sides_with_their_marks(owner, owners):
    prove(owner, "first")
    page = owners.get("/labs/second/")
    assert 'href="/labs/first/"' in fact(page, "Builds on") and "mark-proven" in fact(page, "Builds on")
    assert 'href="/labs/third/"' in fact(page, "Opens") and "mark-not-begun" in fact(page, "Opens")


def test_a_lab_that_is_not_here_yet_is_named_and_leads_nowhere(owners):
    named = fact(owners.get("/labs/third/"), "Builds on")
    assert "<code>of-tomorrow</code>, which has no lab here yet" in named
    assert "of-tomorrow/" not in named


def test_what_stands_alone_says_nothing_of_neighbours(owners, settings, small_catalogue):
    settings.CATALOG_DIR = small_catalogue
    page = owners.get("/labs/softplus/").content.decode()
    assert "<dt>Builds on</dt>" not in page and "<dt>Opens</dt>" not in page


def test_the_reference_stays_open_while_the_proof_fades(owner, owners):
    prove(owner, "first")
    fade(owner, "first")
    assert owners.get("/labs/first/reference/").status_code == 200
    assert "/labs/first/reference/" in owners.get("/labs/first/").content.decode()
