"""The dashboard's page: every chart beside its table, ranges, roadmaps, states, few queries, and what wakes it up."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from labs.models import Submission
from roadmap.habits.models import Minutes
from roadmap.habits.resting import plan_rest
from roadmap.notes.models import Note
from roadmap.papers.models import ClaimRun
from roadmap.path.models import Tick
from roadmap.progress.dashboard import CHARTS, Dashboard
from roadmap.progress.span import ALL, Span
from roadmap.progress.stamp import stamp
from roadmap.reviews.models import Card
from tests.progress.work import a_bit_of_everything, carded, claimed_value, day_ago, days_ago, sent, ticked, timed
from tests.proving import explain, keep
from tests.roadmaps import make_roadmap

KEYS = tuple(CHARTS)
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r"<td[^>]*>(.*?)</td>")
EVERYWHERE = ("dashboard", *(f"chart-{key}" for key in KEYS))


@pytest.fixture
def page(client: Client, owner: User, two_roadmaps: Any) -> Client:
    client.force_login(owner)
    return client


def table(answer: Any, key: str) -> list[list[str]]:
    """The rows of a chart's table as the page sends them, without their markup."""
    part = answer.content.decode().partition(f'id="{key}-numbers"')[2].partition("</table>")[0]
    return [[plain(name), *map(plain, CELL.findall(cells))] for name, cells in ROW.findall(part)]


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))


def dated(day: str) -> str:
    return f"{date.fromisoformat(day):%-d %b %Y}"


def lines_of(key: str, drawing: dict[str, Any]) -> list[list[str]]:
    """What a drawing says, as the first columns of its table do, in the order of the drawing."""
    if key == "papers":
        return [[label] for label in drawing["labels"]]
    heads = [dated(day) for day in drawing["days"]] if drawing["kind"] == "days" else drawing["labels"]
    series = [one["values"] for one in drawing["series"] if "days" not in one]
    if key == "attempts":
        return [[head, str(sum(values))] for head, *values in zip(heads, *series, strict=True)]
    return [[head, *map(str, values)] for head, *values in zip(heads, *series, strict=True)]


@pytest.mark.parametrize("asked", [{}, {"range": "all"}, {"range": "30", "roadmap": "first"}, {"roadmap": "second"}])
@pytest.mark.parametrize("key", KEYS)
def test_what_a_chart_draws_is_what_its_table_says(page: Client, owner: User, key: str, asked: dict[str, str]) -> None:
    for ago in (0, 3, 45, 200):
        a_bit_of_everything(owner, ago)
    carded(owner, "lab", "one", 2)
    carded(owner, "lab", "three", 9)
    rows = table(page.get(reverse("dashboard"), asked), key)
    drawn = lines_of(key, page.get(reverse(f"chart-{key}"), asked).json())
    if key in ("activity", "claimed-and-proven"):  # the table has the latest day first
        rows.reverse()
    if key in ("attempts", "time"):  # a column of words stands between name and number
        rows = [[row[0], row[-1]] for row in rows]
    assert [row[: len(line)] for row, line in zip(rows, drawn, strict=True)] == drawn
    assert rows or (key, asked.get("roadmap")) == ("papers", "second")


def test_the_forecast_is_in_the_table_too(page: Client, owner: User) -> None:
    lines = "".join(f"- [ ] T{number} [[topic:single]] #proof/link ^t{number}\n" for number in range(12))
    make_roadmap(f"# Long\n## All\n{lines}", slug="long")
    for number in range(6):
        exhibit = keep(owner, f"t{number}", "link")
        type(exhibit).objects.filter(pk=exhibit.pk).update(day=day_ago(5 * number))
    series = page.get(reverse("chart-claimed-and-proven"), {"roadmap": "long"}).json()["series"]
    band, ahead = series[0], series[1]
    rows = table(page.get(reverse("dashboard"), {"roadmap": "long"}), "claimed-and-proven")
    told = {row[0]: row[3:] for row in rows if row[3]}
    assert told == {
        dated(day): [f"{middle:.0f}", f"{low:.0f} to {high:.0f}"]
        for day, low, middle, high in list(
            zip(ahead["days"], band["low"], ahead["values"], band["values"], strict=True)
        )[1:]
    }
    assert told


def test_a_range_of_the_past_has_no_forecast(owner: User, two_roadmaps: Any) -> None:
    assert Dashboard(owner, span=Span("own", day_ago(30), day_ago(10))).course == []


@pytest.mark.parametrize("asked", [{}, {"range": "all", "roadmap": "first"}])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_much_work_takes_as_many_queries_as_little(page: Client, owner: User, name: str, asked: dict[str, str]) -> None:
    def queries() -> list[str]:
        page.get(reverse(name), asked)  # what the roadmaps say is read once
        with CaptureQueriesContext(connection) as made:
            assert page.get(reverse(name), asked).status_code == 200
        return [query["sql"] for query in made.captured_queries]

    a_bit_of_everything(owner)
    carded(owner, "lab", "one", 2)
    few = queries()
    for ago in range(1, 9):
        a_bit_of_everything(owner, ago)
    for number, lab in enumerate(("two", "three")):
        carded(owner, "lab", lab, number)
        sent(owner, lab, "passed", days_ago(number))
    make_roadmap("# More\n## All\n" + "".join(f"- [ ] T{n} [[lab:one]] ^t{n}\n" for n in range(30)), slug="more")
    many = queries()
    assert len(few) == len(many)
    assert len(many) <= 22


def test_whether_anything_changed_is_one_query(page: Client, owner: User) -> None:
    a_bit_of_everything(owner)
    asked = {"stamp": stamp(owner)}
    page.get(reverse("dashboard"), asked, headers={"HX-Request": "true"})
    with CaptureQueriesContext(connection) as made:
        assert page.get(reverse("dashboard"), asked, headers={"HX-Request": "true"}).status_code == 204
    about_work = [one["sql"] for one in made if "django_session" not in one["sql"]]
    assert len(about_work) == 2  # who is asking, and the stamp


def judge(owner: User) -> None:
    Submission.objects.update(verdict="passed", settled=timezone.now())


CHANGES = {
    "code is sent": lambda owner: Submission.objects.create(learner=owner, lab="one", source=""),
    "a verdict lands": judge,
    "a topic is claimed": lambda owner: ticked(owner, "single", timezone.now()),
    "a claim is taken back": lambda owner: Tick.objects.get(concept__key="written").delete(),
    "a claim becomes a skip": lambda owner: Tick.objects.set(owner, [Tick.objects.get().concept_id], "skipped"),
    "a note is begun": lambda owner: Note.objects.create(learner=owner, title="New", title_folded="new"),
    "a topic is explained": lambda owner: explain(owner, "written"),
    "a link is kept": lambda owner: keep(owner, "other", "link"),
    "time is written down": lambda owner: timed(owner, "lab", "one", 5),
    "time is written anew": lambda owner: Minutes.objects.filter(minutes=15).update(minutes=16),
    "time is taken away": lambda owner: Minutes.objects.filter(minutes=15).delete(),
    "a card is made": lambda owner: carded(owner, "lab", "two", 2),
    "a review is put off": lambda owner: Card.objects.update(day=day_ago(-20)),
    "a value is entered": lambda owner: claimed_value(owner, "2402.00002", [1.0]),
    "a value is taken away": lambda owner: ClaimRun.objects.first().delete(),
    "rest is planned": lambda owner: plan_rest(owner, timezone.localdate()),
    "a roadmap is added": lambda owner: make_roadmap("# Own\n## P\n- [ ] T ^t\n", owner, "own"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_open_page_wakes_when(owner: User, two_roadmaps: Any, change: str) -> None:
    a_bit_of_everything(owner)
    carded(owner, "lab", "one", 2)
    before = stamp(owner)
    assert stamp(owner) == before
    CHANGES[change](owner)
    assert stamp(owner) != before


def test_an_open_page_sleeps_while_another_learner_works(owner: User, teammate: User, two_roadmaps: Any) -> None:
    before = stamp(owner)
    a_bit_of_everything(teammate)
    carded(teammate, "lab", "one", 2)
    assert stamp(owner) == before


@pytest.mark.parametrize("key", KEYS)
def test_a_verdict_brings_every_answer_and_table_anew(page: Client, owner: User, key: str) -> None:
    a_bit_of_everything(owner)
    before = stamp(owner)
    sent(owner, "two", "passed", timezone.now())
    answer = page.get(reverse("dashboard"), {"stamp": before}, headers={"HX-Request": "true"}).content.decode()
    assert re.search(rf'id="{key}-numbers"[^>]*hx-swap-oob="true"', answer)
    assert re.search(rf'id="{key}-answer"[^>]*hx-swap-oob="true"', answer)


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_without_rows_says_what_to_do_first(page: Client, owner: User, key: str) -> None:
    Note.objects.create(learner=owner, title="A note", title_folded="a note")
    Note.objects.update(created=days_ago(100))
    shown = page.get(reverse("dashboard")).content.decode()
    chart = CHARTS[key](Dashboard(owner))
    assert chart.is_empty
    assert f'<p class="empty-title">{chart.nothing.title}</p>' in unescape(shown)
    assert f'href="{reverse(chart.nothing.route)}">{chart.nothing.action}' in shown
    assert page.get(reverse(f"chart-{key}")).status_code == 200


def test_a_title_is_shown_as_it_is_written_and_never_read_as_markup(page: Client, owner: User) -> None:
    claim = claimed_value(owner, "2401.00001", [1.0], metric='<b>loss</b> & "more"')
    shown = page.get(reverse("dashboard")).content.decode()
    assert "<b>loss" not in shown
    assert f"{claim}, On 2401.00001" in unescape(shown)


@pytest.mark.parametrize("key", KEYS)
def test_one_day_of_work_is_enough_for_a_chart(page: Client, owner: User, key: str) -> None:
    a_bit_of_everything(owner)
    carded(owner, "lab", "one", 0)
    assert table(page.get(reverse("dashboard"), {"range": "30"}), key)


def test_the_range_and_the_roadmap_go_with_every_link_and_every_chart(page: Client, owner: User) -> None:
    a_bit_of_everything(owner)
    shown = unescape(page.get(reverse("dashboard"), {"range": "365", "roadmap": "first"}).content.decode())
    for key in KEYS:
        assert f'data-source="{reverse(f"chart-{key}")}?roadmap=first&range=365"' in shown
    assert f'hx-get="{reverse("dashboard")}?roadmap=first&range=365&stamp=' in shown
    assert 'href="/dashboard/?roadmap=second&range=365"' in shown
    assert 'href="/dashboard/?roadmap=first&range=30"' in shown
    assert 'href="/dashboard/?range=365"' in shown


def test_the_numbers_are_those_of_the_range(owner: User, two_roadmaps: Any) -> None:
    for ago, lab in ((100, "one"), (50, "three"), (1, "two")):
        sent(owner, lab, "passed", days_ago(ago))
    ticked(owner, "written", days_ago(70))
    every, ninety, thirty = (Dashboard(owner, span=Span.of(key)) for key in (ALL, "90", "30"))
    assert [(one.proven, one.labs_passed, one.submissions) for one in (every, ninety, thirty)] == [
        (3, 3, 3),
        (2, 2, 2),
        (1, 1, 1),
    ]
    assert [one.claimed for one in (every, ninety, thirty)] == [1, 1, 1]


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_of_a_range_that_cannot_be_is_refused_in_words(page: Client, key: str) -> None:
    answer = page.get(reverse(f"chart-{key}"), {"range": "own", "since": "2026-02-01", "until": "2026-01-01"})
    assert answer.status_code == 400
    assert answer.json() == {"detail": "The first day lies after the last. Choose them the other way round."}


def test_the_page_tells_of_a_range_that_cannot_be_and_shows_the_usual_one(page: Client, owner: User) -> None:
    a_bit_of_everything(owner)
    answer = page.get(reverse("dashboard"), {"range": "own", "since": "rubbish"})
    assert answer.status_code == 400
    assert "The first day is not a date." in answer.content.decode()
    assert answer.context["shown"].span == Span.of("90")
    assert table(answer, "activity")


def test_every_colour_that_a_drawing_asks_for_is_on_the_page(page: Client, owner: User) -> None:
    script = (settings.BASE_DIR / "static/charts-draw.js").read_text(encoding="utf-8")
    asked = set(re.findall(r'colour(?:: |\()"([a-z-]+)"', script))
    sent(owner, "activation-zoo", "passed", day_ago(1))
    (offered,) = re.findall(r'<p class="chart-colours".*?</p>', page.get("/dashboard/").content.decode(), re.DOTALL)
    assert {"proven", "failed", "line"} <= asked
    assert asked <= set(re.findall(r'<i class="([a-z-]+)">', offered))
