"""Of all that Today could name first, the most urgent: reviews, what is judged, what is begun, a topic, the paper."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from labs.models import Draft, State, Submission
from roadmap.habits.models import Minutes
from roadmap.papers.models import Paper, Reproduction
from roadmap.plan.models import Plan
from roadmap.progress.today import Today
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

SLUGS = [f"lab-{number}" for number in range(12)]
LINES = "".join(f"- [ ] Topic {slug} [[lab:{slug}]] ^{slug}\n" for slug in SLUGS)


@pytest.fixture(autouse=True)
def roadmap(owner: User, settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, *SLUGS)
    make_roadmap(f"# First\n## All\n{LINES}")
    Plan.objects.create(learner=owner, hours=7, roadmaps=["first"], answered=timezone.now())


def proven_long_ago(learner: User, lab: str = "lab-0") -> None:
    Submission.objects.filter(pk=send(learner, lab).pk).update(settled=timezone.now() - timedelta(days=90))


def judged(learner: User, minutes: float, state: State = State.QUEUED) -> None:
    sent = Submission.objects.create(learner=learner, lab="lab-1", source="", state=state)
    Submission.objects.filter(pk=sent.pk).update(created=timezone.now() - timedelta(minutes=minutes))


def paper(learner: User, status: str = "planned") -> None:
    row = Paper.objects.create(learner=learner, title="A paper to reproduce")
    Reproduction.objects.create(paper=row, month=timezone.localdate().replace(day=1), status=status)


def test_reviews_come_before_everything(owner: User) -> None:
    judged(owner, 0)
    paper(owner)
    proven_long_ago(owner)
    assert Today.of(owner).first == "reviews"


def test_what_is_judged_comes_before_what_is_begun(owner: User) -> None:
    Draft.objects.keep(owner, "lab-2", "def solve(): ...")
    judged(owner, 0)
    assert Today.of(owner).first == "judged"


def test_what_runs_is_watched_however_long(owner: User) -> None:
    judged(owner, 30, State.RUNNING)
    assert Today.of(owner).first == "judged"


def test_nobody_is_told_to_watch_what_waits_for_a_runner(client: Client, owner: User) -> None:
    judged(owner, 30)
    assert Today.of(owner).first == "step"
    client.force_login(owner)
    assert "is a runner there?" in client.get(reverse("today")).content.decode()


def test_what_was_begun_lately_comes_before_a_new_topic(owner: User) -> None:
    Draft.objects.keep(owner, "lab-2", "def solve(): ...")
    assert Today.of(owner).first == "begun"
    Draft.objects.update(kept=timezone.now() - timedelta(days=15))
    assert Today.of(owner).first == "step"


def test_the_paper_comes_once_no_topic_is_left(owner: User) -> None:
    paper(owner)
    assert Today.of(owner).first == "step"
    for slug in SLUGS:
        say(owner, slug, "claimed")
    assert Today.of(owner).first == "paper"


def test_a_paper_that_is_done_is_nothing_to_do(owner: User) -> None:
    for slug in SLUGS:
        say(owner, slug, "skipped")
    paper(owner, "done")
    assert Today.of(owner).first == ""


def test_there_is_one_strong_button_on_the_page(client: Client, owner: User) -> None:
    judged(owner, 0)
    paper(owner)
    proven_long_ago(owner)
    client.force_login(owner)
    assert client.get(reverse("today")).content.decode().count('class="button primary"') == 1


def test_a_topic_of_which_one_lab_is_passed_goes_on_with_the_next(owner: User) -> None:
    make_roadmap("# Twins\n## All\n- [ ] Both [[lab:lab-1]] [[lab:lab-2]] ^both\n", slug="twins")
    Plan.objects.update(roadmaps=["twins"])
    send(owner, "lab-1")
    assert [one.lab.slug for one in Today.of(owner).steps] == ["lab-2"]


def test_only_roadmaps_that_are_followed_say_what_is_next(owner: User) -> None:
    make_roadmap("# Other\n## All\n- [ ] Elsewhere [[lab:lab-9]] ^elsewhere\n", slug="other")
    Plan.objects.update(roadmaps=["other"])
    assert [one.topic.concept.key for one in Today.of(owner).steps] == ["elsewhere"]


def test_a_plan_for_a_roadmap_that_is_gone_follows_those_that_are_here(owner: User) -> None:
    Plan.objects.update(roadmaps=["gone"])
    assert Today.of(owner).steps[0].topic.concept.key == "lab-0"


def test_the_next_topics_are_placed_by_the_hours_there_are(owner: User) -> None:
    """Seven hours are an hour a day at the least: two labs of thirty minutes fit into any day of the week."""
    shown = Today.of(owner)
    assert shown.week is not None
    assert [one.when for one in shown.steps[:2]] == ["today", "today"]
    minutes = 0
    for one in shown.steps:
        minutes += one.lab.minutes
        assert (one.when == "today") == (minutes <= shown.week.for_today)


def test_a_day_that_is_spent_leaves_the_next_topic_to_another(owner: User) -> None:
    Minutes.objects.create(learner=owner, kind="topic", subject="reading", minutes=7 * 60)
    assert {one.when for one in Today.of(owner).steps} == {"later"}


def test_without_hours_nothing_is_said_of_the_day(client: Client, owner: User) -> None:
    Plan.objects.update(hours=None)
    shown = Today.of(owner)
    assert {one.when for one in shown.steps} == {""}
    assert shown.done_by is None
    client.force_login(owner)
    assert "how many hours a week you have" in client.get(reverse("today")).content.decode()


def test_the_labs_left_and_the_hours_say_when_they_are_done(owner: User) -> None:
    shown = Today.of(owner)
    assert shown.minutes_left == 12 * 30
    assert shown.done_by == timezone.localdate() + timedelta(days=6)


def test_what_another_learner_plans_changes_nothing(owner: User, teammate: User) -> None:
    Plan.objects.create(learner=teammate, hours=1, roadmaps=["first"])
    proven_long_ago(teammate)
    judged(teammate, 0)
    shown = Today.of(owner)
    assert (shown.first, shown.plan.hours) == ("step", 7)


def queries_of_today(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("today")).status_code == 200
    return len(asked)


def test_much_takes_no_more_queries_than_little(client: Client, owner: User) -> None:
    client.force_login(owner)
    proven_long_ago(owner)
    judged(owner, 0)
    paper(owner)
    Draft.objects.keep(owner, "lab-2", "def solve(): ...")
    client.get(reverse("today"))  # makes the cards, which later looks need not
    few = queries_of_today(client)
    make_roadmap("# Long\n## All\n" + "".join(f"- [ ] T{n} [[lab:lab-11]] ^t{n}\n" for n in range(200)), slug="long")
    for number in range(40):
        send(owner, "lab-3", "failed", number)
        say(owner, f"t{number}", "claimed")
        Minutes.objects.create(learner=owner, kind="topic", subject=f"t{number}", minutes=1)
    for slug in SLUGS[4:9]:
        Submission.objects.create(learner=owner, lab=slug, source="")
        Draft.objects.keep(owner, slug, "more")
        proven_long_ago(owner, slug)
        Paper.objects.create(learner=owner, title=slug)
    client.get(reverse("today"))
    assert queries_of_today(client) == few
