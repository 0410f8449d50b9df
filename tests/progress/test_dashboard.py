"""The dashboard's numbers and series, and that they agree with the path."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from labs.models import Submission
from roadmap.habits.models import Minutes, RestDay
from roadmap.path.models import Tick
from roadmap.path.standing import standings
from roadmap.progress.activity import streak_of
from roadmap.progress.charts.standing import Standing, claimed_and_proven
from roadmap.progress.dashboard import CHARTS, Dashboard
from roadmap.progress.leaves import shared_leaves
from roadmap.progress.span import ALL, OWN, Span
from tests.roadmaps import DAY_ONE, make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Begin
- [ ] Single [[lab:one]] ^single
- [ ] Double [[lab:one]] [[lab:two]] ^double
- [ ] Written #proof/note ^written
"""
OTHER = """
# Second
## Elsewhere
- [ ] Single [[lab:one]] ^single
- [ ] Other [[lab:three]] ^other
"""
KEYS = ("single", "double", "written", "other")
LABS = ("one", "two", "three")
LAST_DAY = (DAY_ONE + timedelta(days=60)).date()


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, *LABS)


@pytest.fixture
def roadmaps(db: None) -> None:
    make_roadmap(TEXT)
    make_roadmap(OTHER, slug="second")


def claim(learner: User, key: str, day: int, state: str = "claimed") -> None:
    say(learner, key, state)
    Tick.objects.filter(learner=learner, concept__key=key).update(at=DAY_ONE + timedelta(days=day))


def series(learner: User) -> list[tuple[int, int, int]]:
    """Days after the first, claimed, proven."""
    rows = claimed_and_proven(learner, shared_leaves(standings(learner)), Span.of(ALL, LAST_DAY))
    return [((row.day - DAY_ONE.date()).days, row.claimed, row.proven) for row in rows]


def test_a_concept_of_two_roadmaps_is_counted_once(owner: User, roadmaps: None) -> None:
    send(owner, "one")
    tally = Dashboard(owner).tally
    assert (tally.proven, tally.leaves) == (1, 4)


def test_one_roadmap_can_be_looked_at_alone(owner: User, roadmaps: None) -> None:
    send(owner, "three")
    assert Dashboard(owner, "first").tally.proven == 0
    assert Dashboard(owner, "second").tally.proven == 1


def test_a_lab_passed_twice_is_one_lab_and_two_submissions(owner: User, roadmaps: None) -> None:
    for verdict in ("passed", "passed", "failed"):
        send(owner, "one", verdict)
    shown = Dashboard(owner, span=Span.of(ALL))
    assert (shown.labs_passed, shown.labs_offered, shown.submissions) == (1, 3, 3)


def test_a_pass_in_a_lab_that_left_the_catalogue_is_no_lab_passed(owner: User, roadmaps: None) -> None:
    send(owner, "gone")
    assert Dashboard(owner, span=Span.of(ALL)).labs_passed == 0


def test_proving_a_claimed_topic_moves_it_from_one_line_to_the_other(owner: User, roadmaps: None) -> None:
    claim(owner, "single", 2)
    send(owner, "one", day=5)
    assert series(owner) == [(2, 1, 0), (5, 0, 1), (60, 0, 1)]


def test_a_topic_claimed_after_it_was_proven_is_never_counted_as_claimed(owner: User, roadmaps: None) -> None:
    send(owner, "one", day=1)
    claim(owner, "single", 4)
    assert series(owner) == [(1, 0, 1), (60, 0, 1)]


def test_a_skipped_topic_is_on_neither_line(owner: User, roadmaps: None) -> None:
    claim(owner, "single", 2, "skipped")
    assert series(owner) == []


def test_a_topic_of_two_labs_is_proven_on_the_day_of_the_second(owner: User, roadmaps: None) -> None:
    send(owner, "one", day=1)
    send(owner, "two", day=9)
    assert series(owner) == [(1, 0, 1), (9, 0, 2), (60, 0, 2)]


said = st.dictionaries(st.sampled_from(KEYS), st.tuples(st.sampled_from(["claimed", "skipped"]), st.integers(0, 50)))
sent = st.lists(st.tuples(st.sampled_from(LABS), st.sampled_from(["passed", "failed"]), st.integers(0, 50)), max_size=6)


@hypothesis_settings(max_examples=25)
@given(said, sent)
def test_both_lines_end_at_the_numbers_above_them(
    owner: User, roadmaps: None, said: dict[str, tuple[str, int]], sent: list[tuple[str, str, int]]
) -> None:
    Tick.objects.all().delete()
    Submission.objects.all().delete()
    for key, (state, day) in said.items():
        claim(owner, key, day, state)
    for lab, verdict, day in sent:
        send(owner, lab, verdict, day)
    tally = Dashboard(owner).tally
    rows = series(owner)
    assert (rows[-1][1:] if rows else (0, 0)) == (tally.claimed, tally.proven)
    assert all(claimed >= 0 for _, claimed, _ in rows)
    assert [proven for _, _, proven in rows] == sorted(proven for _, _, proven in rows)


def test_a_day_begins_at_midnight_where_the_installation_is(owner: User, roadmaps: None, settings: Any) -> None:
    send(owner, "one")
    Submission.objects.update(settled=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    settings.TIME_ZONE = "Europe/Madrid"
    rows = claimed_and_proven(owner, shared_leaves(standings(owner)), Span.of(ALL, LAST_DAY))
    assert rows[0] == Standing(datetime(2026, 3, 2, tzinfo=UTC).date(), 0, 1)


def test_the_page_draws_nothing_before_there_is_something_to_draw(client: Client, owner: User, roadmaps: None) -> None:
    client.force_login(owner)
    page = client.get(reverse("dashboard")).content.decode()
    assert "Nothing to chart yet" in page
    assert "plotly" not in page


def ask_again(client: Client, stamp: str, **more: str) -> Any:
    return client.get(reverse("dashboard"), {"stamp": stamp, **more}, headers={"HX-Request": "true"})


def test_a_page_that_is_up_to_date_is_sent_nothing(client: Client, owner: User, roadmaps: None) -> None:
    client.force_login(owner)
    assert ask_again(client, Dashboard(owner).stamp).status_code == 204


def test_a_verdict_reaches_the_page_that_is_open(client: Client, owner: User, roadmaps: None) -> None:
    client.force_login(owner)
    send(owner, "two", "failed")
    stamp = Dashboard(owner).stamp
    send(owner, "one")
    answer = ask_again(client, stamp).content.decode()
    assert 'id="numbers"' in answer
    assert answer.count('hx-swap-oob="true"') == 2 * len(CHARTS) + 1
    assert "<html" not in answer


def test_the_first_piece_of_work_makes_an_empty_page_load_its_charts(
    client: Client, owner: User, roadmaps: None
) -> None:
    client.force_login(owner)
    stamp = Dashboard(owner).stamp
    send(owner, "one")
    assert ask_again(client, stamp, empty="").headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("name", ["dashboard", "chart-claimed-and-proven", "chart-activity"])
def test_a_roadmap_that_is_not_ones_own_does_not_exist(
    client: Client, owner: User, teammate: User, roadmaps: None, name: str
) -> None:
    make_roadmap("# Private\n## P\n- [ ] Topic ^topic\n", teammate, "private")
    client.force_login(owner)
    assert client.get(reverse(name), {"roadmap": "private"}).status_code == 404


def test_another_learners_work_changes_nothing(owner: User, teammate: User, roadmaps: None) -> None:
    before = Dashboard(owner).stamp
    send(teammate, "one")
    claim(teammate, "written", 1)
    assert Dashboard(owner).stamp == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["today", "dashboard", "chart-claimed-and-proven", "chart-activity", "workers"])
def test_a_stranger_is_asked_to_sign_in(stranger: Client, name: str) -> None:
    assert reverse("sign-in") in stranger.get(reverse(name)).headers["Location"]


def prove_weekly(learner: User, labs: tuple[str, ...], every: int = 7) -> None:
    """Labs passed one a week, the last today."""
    for number, lab in enumerate(reversed(labs)):
        sent = send(learner, lab)
        Submission.objects.filter(pk=sent.pk).update(settled=timezone.now() - timedelta(days=every * number))


@pytest.fixture
def eight_labs(settings: Any, tmp_path: Path) -> tuple[str, ...]:
    slugs = tuple(f"lab-{number}" for number in range(8))
    settings.CATALOG_DIR = make_labs(tmp_path / "eight", *slugs)
    lines = [f"- [ ] Topic {slug} [[lab:{slug}]] ^{slug}" for slug in slugs]
    make_roadmap("\n".join(["# Eight", "## First", *lines[:4], "## Second", *lines[4:]]), slug="eight")
    return slugs


def test_phases_and_roadmap_have_dates_once_there_is_enough_to_go_by(owner: User, eight_labs: tuple[str, ...]) -> None:
    prove_weekly(owner, eight_labs[:5])
    first, second, whole = Dashboard(owner, "eight").outlooks
    assert first.is_done
    assert (second.still_open, whole.still_open) == (3, 3)
    assert second.when == whole.when
    assert second.when and second.when.likely == timezone.localdate() + timedelta(days=21)


def test_the_page_says_that_there_is_too_little_to_forecast(client: Client, owner: User, eight_labs: Any) -> None:
    prove_weekly(owner, eight_labs[:2])
    client.force_login(owner)
    page = client.get(reverse("dashboard")).content.decode()
    assert "A forecast needs 5 topics proven; there are 2." in page
    assert "too little to go by" in page


def test_the_first_chart_goes_on_into_the_weeks_to_come(client: Client, owner: User, eight_labs: Any) -> None:
    prove_weekly(owner, eight_labs[:5])
    client.force_login(owner)
    series = {one["shape"]: one for one in client.get(reverse("chart-claimed-and-proven")).json()["series"][:2]}
    assert series["ahead"]["days"][0] == timezone.localdate().isoformat()
    assert series["ahead"]["values"][:5] == [5, 6, 7, 8, 8]
    assert series["band"]["low"][-1] == series["band"]["values"][-1] == 8


def test_the_reviews_to_come_are_drawn_and_told(client: Client, owner: User, eight_labs: Any) -> None:
    prove_weekly(owner, eight_labs[:2])
    client.force_login(owner)
    client.get(reverse("today"))
    numbers = client.get(reverse("chart-reviews")).json()
    assert sum(numbers["series"][0]["values"]) == 2


# From today backwards; long rows of days are the rule.
latest_days = st.lists(st.sampled_from(["worked", "worked", "rested", "idle"]), min_size=1, max_size=9)


@hypothesis_settings(max_examples=60)
@given(latest_days, st.integers(0, 8))
def test_the_days_in_a_row_are_the_same_whatever_the_range(
    owner: User, roadmaps: None, days: list[str], first: int
) -> None:
    Minutes.objects.all().delete()
    RestDay.objects.all().delete()
    today = timezone.localdate()
    for ago, what in enumerate(days):
        day = today - timedelta(days=ago)
        if what == "worked":
            Minutes.objects.create(learner=owner, day=day, kind="lab", subject="one", minutes=5)
        if what == "rested":
            RestDay.objects.create(learner=owner, day=day)
    for span in (Span(OWN, today - timedelta(days=first), today), Span(OWN, today, today), Span.of(ALL)):
        assert Dashboard(owner, span=span).streak == streak_of(owner)
