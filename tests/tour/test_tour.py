"""The tour: stops on real pages, kept in the session, in nobody's way, and a page to read without a script."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roadmap.path.models import Roadmap
from roadmap.plan.models import Plan
from roadmap.tour.stops import STOPS
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = "# First\n## Begin\n- [ ] One [[lab:one]] ^first-one\n- [ ] Two [[lab:two]] ^second-one\n"


@pytest.fixture(autouse=True)
def roadmap(db: None, settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two")
    for slug in ("one", "two"):
        (tmp_path / "topic" / slug / "statement.md").write_text("Write `solve`.")
        (tmp_path / "topic" / slug / "starter.py").write_text("def solve(): ...\n")
        (tmp_path / "topic" / slug / "checks.py").write_text("")
    make_roadmap(TEXT)


@pytest.fixture
def page(client: Client, owner: User) -> Client:
    client.force_login(owner)
    Plan.objects.create(learner=owner)
    return client


def begin(client: Client, **sent: str) -> HttpResponse:
    return client.post(reverse("tour-begin"), sent)


def go(client: Client, number: object) -> HttpResponse:
    return client.post(reverse("tour-stop"), {"to": number})


def bar(client: Client, address: str) -> str:
    """What the page says from the tour's bar on; empty where there is none."""
    return client.get(address).content.decode().partition('<aside id="tour"')[2]


def test_the_tour_leads_over_the_learners_own_pages_and_each_is_there(page: Client, redis: Any) -> None:
    address = begin(page)["Location"]
    for number, stop in enumerate(STOPS, start=1):
        where, _, fragment = address.partition("#")
        text = bar(page, where)
        assert fragment == "tour"
        assert f"Tour, {number} of {len(STOPS)}:" in text
        assert stop.words.split(".")[0] in text.replace("&quot;", '"').replace("&#x27;", "'")
        address = go(page, number + 1)["Location"]
    assert where == reverse("account")


def test_it_shows_the_topic_and_the_lab_that_come_next(page: Client, owner: User) -> None:
    say(owner, "first-one", "claimed")
    begin(page)
    assert go(page, 2)["Location"] == f"{reverse('topic', args=['first', 'second-one'])}#tour"
    assert go(page, 3)["Location"] == f"{reverse('lab', args=['two'])}#tour"


def test_a_learner_who_passed_everything_is_shown_a_lab_all_the_same(page: Client, owner: User) -> None:
    send(owner, "one")
    send(owner, "two")
    begin(page)
    assert "#tour" in go(page, 2)["Location"]
    assert "/labs/" in page.get(reverse("tour")).content.decode()


def test_on_another_page_it_waits_and_says_so(page: Client) -> None:
    begin(page)
    text = bar(page, reverse("papers-index"))
    assert "The tour waits for you" in text
    assert 'name="to" value="1"' in text


def test_it_goes_back_as_well(page: Client) -> None:
    begin(page)
    go(page, 3)
    assert 'name="to" value="2"' in bar(page, reverse("lab", args=["one"]))


def test_what_was_left_is_gone_on_with_where_it_was(page: Client) -> None:
    begin(page)
    go(page, 3)
    page.post(reverse("tour-end"))
    assert "Go on at stop 3" in page.get(reverse("tour")).content.decode()
    assert begin(page, on="")["Location"] == f"{reverse('lab', args=['one'])}#tour"
    page.post(reverse("tour-end"))
    assert begin(page)["Location"].startswith(reverse("path-roadmap", args=["first"]))


def test_after_its_last_stop_it_begins_anew(page: Client) -> None:
    begin(page)
    go(page, len(STOPS))
    page.post(reverse("tour-end"))
    assert "Go on at stop" not in page.get(reverse("tour")).content.decode()


@pytest.mark.parametrize("number", ["", "-1", "0", "99", "9" * 30, "²", "two", "\0"])
def test_a_stop_that_there_is_not_leads_to_one_that_there_is(page: Client, number: str) -> None:
    begin(page)
    assert go(page, number)["Location"].endswith("#tour")


def test_ending_it_leads_back_to_the_page_it_was_ended_on(page: Client) -> None:
    begin(page)
    assert page.post(reverse("tour-end"), {"back": "/papers/?q=a"})["Location"] == "/papers/?q=a"
    assert bar(page, "/papers/") == ""


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", "papers"])
def test_ending_it_leads_to_no_other_site(page: Client, back: str) -> None:
    assert page.post(reverse("tour-end"), {"back": back})["Location"] == "/"


def test_ended_by_a_script_the_page_stays_and_says_how_to_take_it_again(page: Client) -> None:
    begin(page)
    ended = page.post(reverse("tour-end"), headers={"HX-Request": "true"}).content.decode()
    assert "The tour has ended" in ended
    assert 'hx-swap-oob="true"' in ended


def test_it_is_offered_on_today_until_it_is_taken_or_declined(page: Client, owner: User) -> None:
    assert "Take the tour</button>" in page.get("/").content.decode()
    page.post(reverse("tour-end"))
    assert "Take the tour</button>" not in page.get("/").content.decode()


def test_it_is_not_offered_to_somebody_who_has_sent_code(page: Client, owner: User) -> None:
    send(owner, "one", "failed")
    assert "Take the tour</button>" not in page.get("/").content.decode()


def test_the_page_tells_all_of_it_with_links(page: Client) -> None:
    text = page.get(reverse("tour")).content.decode()
    for address in (reverse("path-roadmap", args=["first"]), reverse("lab", args=["one"]), "/dashboard/", "/notes/"):
        assert f'<a href="{address}">' in text


@pytest.mark.parametrize("roadmap_is_there", [True, False])
def test_it_can_be_begun_where_nothing_is_loaded(
    page: Client, settings: Any, tmp_path: Path, roadmap_is_there: bool
) -> None:
    settings.CATALOG_DIR = tmp_path / "empty"
    settings.CATALOG_DIR.mkdir()
    if not roadmap_is_there:
        Roadmap.objects.all().delete()
    address = begin(page)["Location"]
    assert page.get(address.partition("#")[0]).status_code == 200


def test_it_asks_the_database_nothing_on_the_pages_it_goes_along(page: Client) -> None:
    with CaptureQueriesContext(connection) as before:
        page.get("/papers/")
    begin(page)
    with CaptureQueriesContext(connection) as after:
        assert bar(page, "/papers/")
    assert len(after) == len(before)
