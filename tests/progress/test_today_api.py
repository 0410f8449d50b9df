"""Today over REST tells what the page tells."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import State, Submission
from roadmap.papers.models import Paper, Reproduction
from roadmap.path.models import Concept, MilestoneGoal
from roadmap.plan.models import Plan
from tests.api.conftest import client_of
from tests.roadmaps import make_roadmap, send
from tests.small_labs import make_labs

TEXT = """
# First
## Begin
- [ ] The *single* one [[lab:one]] ^single
- [ ] Double [[lab:two]] ^double
- [ ] Both ends [[lab:one]] [[lab:two]] #milestone ^both-ends
"""


@pytest.fixture(autouse=True)
def roadmap(db: None, settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two")
    make_roadmap(TEXT)


@pytest.fixture
def today(owner: User, redis: Any) -> Any:
    return lambda: client_of(owner).get("/api/today/").json()


def test_the_next_topic_is_named_with_its_lab(today: Any) -> None:
    told = today()
    assert told["day"] == timezone.localdate().isoformat()
    assert {"topic": "single", "title": "The single one", "lab": "one"}.items() <= told["next"].items()


def test_nothing_is_next_once_every_lab_is_begun(today: Any, owner: User) -> None:
    send(owner, "one", "failed")
    send(owner, "two", "failed")
    assert today()["next"] is None


def test_a_lab_proven_long_ago_is_due_for_review(today: Any, owner: User) -> None:
    proven = send(owner, "one")
    Submission.objects.filter(pk=proven.pk).update(settled=timezone.now() - timedelta(days=60))
    (review,) = today()["reviews"]["today"]
    assert (review["kind"], review["subject"], review["title"]) == ("lab", "one", "The lab one")
    assert 0 < review["recall"] < 0.9


def test_a_milestone_whose_day_is_past_is_told_with_what_it_needs(today: Any, owner: User) -> None:
    day = timezone.localdate() - timedelta(days=1)
    concept = Concept.objects.get(key="both-ends")
    MilestoneGoal.objects.create(learner=owner, concept=concept, target_date=day)
    (due,) = today()["milestones"]
    assert (due["topic"], due["day"], due["overdue"], due["missing"]) == ("both-ends", day.isoformat(), True, 2)


def test_what_is_judged_is_told_to_its_owner_alone(today: Any, owner: User, teammate: User) -> None:
    mine = Submission.objects.create(learner=owner, lab="one", source="f = abs", state=State.QUEUED)
    Submission.objects.create(learner=teammate, lab="one", source="f = abs", state=State.QUEUED)
    assert [one["id"] for one in today()["judged"]] == [mine.pk]


def test_what_comes_first_is_said_and_what_comes_next_placed_by_the_hours(today: Any, owner: User) -> None:
    Plan.objects.create(learner=owner, hours=20)
    told = today()
    assert (told["first"], told["week"]["planned"]) == ("step", 1200)
    assert [(one["lab"], one["when"]) for one in told["steps"]] == [("one", "today"), ("two", "today")]
    assert told["next"] == told["steps"][0]


def test_what_is_under_way_and_this_months_paper_are_told(today: Any, owner: User) -> None:
    send(owner, "two", "failed")
    paper = Paper.objects.create(learner=owner, title="Read now")
    Reproduction.objects.create(paper=paper, month=timezone.localdate().replace(day=1))
    told = today()
    assert [(one["lab"], one["attempts"], one["drafted"]) for one in told["under_way"]] == [("two", 1, False)]
    assert [(one["title"], one["status"]) for one in told["papers"]] == [("Read now", "planned")]
    assert told["week"] is None
