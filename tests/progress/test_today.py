"""Today answers “what now?”: what is judged, begun, due, and the one topic to take next."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from labs.models import Draft, Submission
from roadmap.habits.models import RestDay, Routine, Timer
from roadmap.papers.models import Paper, Reproduction
from roadmap.path.models import Concept, MilestoneGoal
from roadmap.path.standing import standings
from roadmap.plan.models import Plan
from roadmap.plan.steps import next_steps
from roadmap.progress.today import milestones_due, passed_labs, under_way, unsettled
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Begin
- [ ] Written #proof/note ^written
- [ ] Third [[lab:three]] ^third
- [ ] Single [[lab:one]] ^single
- [ ] Double [[lab:two]] ^double
- [ ] Both ends [[lab:one]] [[lab:two]] #milestone ^both-ends
"""
OTHER = """
# Second
## Elsewhere
- [ ] Fourth [[lab:four]] ^fourth
- [ ] Fifth [[lab:five]] ^fifth
"""


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> Path:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two", "three", "four", "five")
    with (tmp_path / "topic" / "three" / "lab.toml").open("a") as facts:
        facts.write('prerequisites = ["one", "of-another-catalogue"]\n')
    return tmp_path


@pytest.fixture
def first(db: None) -> None:
    make_roadmap(TEXT)


@pytest.fixture(autouse=True)
def asked(owner: User) -> None:
    """Whoever was asked the three questions, and put them off, sees Today as it is."""
    Plan.objects.create(learner=owner)


def suggested(learner: User) -> str:
    found = next_steps(Plan.objects.of(learner).followed(standings(learner)), passed_labs(learner))
    return found[0].topic.concept.key if found else ""


def page_of(client: Client, learner: User) -> str:
    client.force_login(learner)
    return client.get(reverse("today")).content.decode()


def test_the_next_topic_is_the_first_with_a_lab_whose_prerequisites_are_passed(owner: User, first: None) -> None:
    assert suggested(owner) == "single"


def test_a_passed_prerequisite_opens_the_topic_that_waited_for_it(owner: User, first: None) -> None:
    send(owner, "one")
    assert suggested(owner) == "third"


@pytest.mark.parametrize("state", ["claimed", "skipped"])
def test_a_topic_that_is_claimed_or_skipped_is_not_suggested(owner: User, first: None, state: str) -> None:
    say(owner, "single", state)
    assert suggested(owner) == "third"
    say(owner, "third", state)
    assert suggested(owner) == "double"


def test_a_topic_under_way_is_not_suggested_again(owner: User, first: None) -> None:
    send(owner, "one", "failed")
    assert suggested(owner) == "double"


def test_where_every_prerequisite_is_open_the_first_topic_with_a_lab_is_suggested(owner: User, first: None) -> None:
    say(owner, "single", "claimed")
    say(owner, "double", "claimed")
    assert suggested(owner) == "third"


def test_the_roadmap_in_which_most_is_done_goes_first(owner: User, first: None) -> None:
    make_roadmap(OTHER, slug="second")
    assert suggested(owner) == "single"
    send(owner, "four")
    assert suggested(owner) == "fifth"


def test_nothing_is_suggested_once_every_lab_is_begun(owner: User, first: None) -> None:
    for lab in ("one", "two", "three"):
        send(owner, lab)
    assert suggested(owner) == ""


def test_a_lab_is_under_way_from_its_first_failure_until_it_passes(owner: User, first: None) -> None:
    send(owner, "one", "failed")
    send(owner, "one", "raised")
    (begun,) = under_way(owner, passed_labs(owner))
    assert (begun.lab.slug, begun.attempts, begun.drafted) == ("one", 2, False)
    send(owner, "one")
    assert under_way(owner, passed_labs(owner)) == []


def test_a_draft_alone_puts_a_lab_under_way(owner: User, first: None) -> None:
    Draft.objects.keep(owner, "two", "def solve(): ...")
    (begun,) = under_way(owner, set())
    assert (begun.lab.slug, begun.attempts, begun.drafted) == ("two", 0, True)


def test_the_lab_touched_last_stands_first(owner: User, first: None) -> None:
    send(owner, "one", "failed")
    send(owner, "two", "failed")
    Draft.objects.keep(owner, "one", "a newer idea")
    assert [begun.lab.slug for begun in under_way(owner, set())] == ["one", "two"]


def test_a_lab_that_left_the_catalogue_is_not_under_way(owner: User, first: None) -> None:
    send(owner, "gone", "failed")
    assert under_way(owner, set()) == []


def test_what_waits_and_what_runs_is_shown_the_newest_first(owner: User, first: None) -> None:
    older = Submission.objects.create(learner=owner, lab="one", source="", state="running")
    newer = Submission.objects.create(learner=owner, lab="gone", source="")
    send(owner, "two")
    assert [(one.submission.pk, one.title) for one in unsettled(owner)] == [
        (newer.pk, "gone"),
        (older.pk, "The lab one"),
    ]


def test_an_open_page_reloads_once_what_it_shows_has_moved_on(client: Client, owner: User, first: None) -> None:
    submission = Submission.objects.create(learner=owner, lab="one", source="")
    client.force_login(owner)
    judged = client.get(reverse("today")).context["judged"]

    def ask_again() -> HttpResponse:
        return client.get(reverse("today"), {"judged": judged}, headers={"HX-Request": "true"})

    assert ask_again().status_code == 204
    Submission.objects.filter(pk=submission.pk).update(state="running")
    assert ask_again().headers["HX-Refresh"] == "true"


def goal(learner: User, days: int) -> date:
    day = timezone.localdate() + timedelta(days=days)
    MilestoneGoal.objects.create(learner=learner, concept=Concept.objects.get(key="both-ends"), target_date=day)
    return day


@pytest.mark.parametrize(("days", "overdue"), [(30, False), (0, False), (-1, True)])
def test_a_milestone_is_due_from_thirty_days_before_its_day(owner: User, first: None, days: int, overdue: bool) -> None:
    day = goal(owner, days)
    send(owner, "one")
    (due,) = milestones_due(owner, standings(owner))
    assert (due.topic.concept.key, due.day, due.overdue, due.missing) == ("both-ends", day, overdue, 1)


def test_a_milestone_far_off_is_not_due(owner: User, first: None) -> None:
    goal(owner, 31)
    assert milestones_due(owner, standings(owner)) == []


def test_a_milestone_that_is_reached_is_not_due(owner: User, first: None) -> None:
    goal(owner, 3)
    send(owner, "one")
    send(owner, "two")
    assert milestones_due(owner, standings(owner)) == []


def test_the_page_leads_to_the_topic_and_to_its_lab(client: Client, owner: User, first: None) -> None:
    page = page_of(client, owner)
    assert f'href="{reverse("topic", args=["first", "single"])}"' in page
    assert f'href="{reverse("lab", args=["one"])}"' in page


def test_the_page_says_how_to_load_roadmaps_where_there_is_none(client: Client, owner: User) -> None:
    assert "No roadmap is loaded yet" in page_of(client, owner)


def test_the_page_offers_what_is_under_way_where_nothing_new_is_left(client: Client, owner: User, first: None) -> None:
    for key in ("single", "double", "written"):
        say(owner, key, "claimed")
    send(owner, "three", "failed")
    assert "Go on with what is under way" in page_of(client, owner)


def test_a_topic_to_prove_in_words_is_next_once_no_lab_is_left(client: Client, owner: User, first: None) -> None:
    for key in ("single", "double", "third"):
        say(owner, key, "claimed")
    page = page_of(client, owner)
    assert "No lab is left" in page
    assert f'href="{reverse("topic", args=["first", "written"])}"' in page


def test_the_page_says_so_when_everything_is_done(client: Client, owner: User, first: None) -> None:
    for key in ("single", "double", "third", "written"):
        say(owner, key, "claimed")
    assert "Everything on your roadmap is done" in page_of(client, owner)


def test_this_months_paper_is_shown_and_last_months_is_not(client: Client, owner: User, first: None) -> None:
    now = timezone.localdate().replace(day=1)
    for title, month in (("Read now", now), ("Read before", now - timedelta(days=1))):
        Reproduction.objects.create(paper=Paper.objects.create(learner=owner, title=title), month=month)
    page = page_of(client, owner)
    assert "Read now" in page
    assert "Read before" not in page


def test_nothing_of_another_learner_is_shown(client: Client, owner: User, teammate: User, first: None) -> None:
    send(teammate, "one", "failed")
    Submission.objects.create(learner=teammate, lab="two", source="")
    goal(teammate, 1)
    paper = Paper.objects.create(learner=teammate, title="Another's paper")
    Reproduction.objects.create(paper=paper, month=timezone.localdate())
    page = page_of(client, owner)
    assert "Under way" not in page
    assert "Being judged" not in page
    assert "No milestone is due" in page
    assert "Another's paper" not in page


def test_what_is_due_for_review_is_named_and_counted(client: Client, owner: User, first: None) -> None:
    for lab in ("one", "two"):
        send(owner, lab)
    page = page_of(client, owner)
    assert "2 reviews to do today" in page
    assert "The lab two" in page


def test_where_nothing_is_due_for_review_the_page_says_so(client: Client, owner: User, first: None) -> None:
    assert "due for review" in page_of(client, owner)


def test_planned_rest_keeps_the_streak_on_the_page(client: Client, owner: User, first: None) -> None:
    today = timezone.localdate()
    for days in (2, 0):
        sent = send(owner, "one", "failed")
        Submission.objects.filter(pk=sent.pk).update(created=timezone.now() - timedelta(days=days))
    assert "days in a row" not in page_of(client, owner)
    RestDay.objects.create(learner=owner, day=today - timedelta(days=1))
    assert "2 days in a row" in page_of(client, owner)


def test_a_running_timer_and_open_routines_are_named(client: Client, owner: User, first: None) -> None:
    Timer.objects.create(learner=owner, kind="lab", subject="one")
    done, _ = (Routine.objects.create(learner=owner, title=title) for title in ("Done already", "Teach one"))
    done.done.create()
    page = page_of(client, owner)
    assert "The timer runs" in page
    assert "Teach one (this week)" in page
    assert "Done already" not in page
