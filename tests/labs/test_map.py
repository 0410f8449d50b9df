"""The map of the labs: what it says of each lab and region, what it suggests, how it is narrowed and told."""

import gzip
import re
import shutil
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone

from labs.models import Draft, Submission
from tests.labs.conftest import write_lab
from tests.labs.many_labs import make_many, slug_of
from tests.labs.test_neighbours import fade, prove

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/labs/"}
CHAIN = {"first": (), "second": ("first",), "third": ("second", "of-tomorrow"), "other": ()}


@pytest.fixture
def chain(settings, tmp_path: Path) -> Path:
    settings.CATALOG_DIR = tmp_path
    for slug, builds_on in CHAIN.items():
        topic = "elsewhere" if slug == "other" else "here"
        write_lab(tmp_path / topic / slug, f"The {slug}", "numpy", "core", ["cpu"], builds_on)
    return tmp_path


@pytest.fixture
def many(settings, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_many(tmp_path)


def html_of(client, headers=None, **asked):
    return unescape(client.get("/labs/", asked, headers=headers).content.decode())


def tile(page, slug):
    return re.search(rf'<li class="lab-place [^>]*data-lab="{slug}".*?</li>', page, re.DOTALL)[0]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def region(page, title):
    return re.search(rf"<h2[^>]*>{title}</h2>.*?</section>", page, re.DOTALL)[0]


def suggested(page):
    return words(re.search(r'<section class="next-lab".*?</section>', page, re.DOTALL)[0])


# What it says


def test_a_region_says_how_much_of_it_is_proven_and_what_fades_is_proven(owner, owners, chain):
    prove(owner, "first")
    prove(owner, "second")
    fade(owner, "second")
    assert "2 of 3 proven" in region(html_of(owners), "Here")
    assert "0 of 1 proven" in region(html_of(owners), "Elsewhere")
    assert "2 of 3 proven, 1 shown" in words(region(html_of(owners, search="third"), "Here"))


def test_each_lab_shows_its_state_and_what_is_ready_is_told_from_what_waits(owner, owners, chain):
    prove(owner, "first")
    Draft.objects.keep(owner, "other", "f = 1")
    page = html_of(owners)
    assert "mark-proven" in tile(page, "first")
    assert "mark-under-way" in tile(page, "other")
    assert "stands-ready" in tile(page, "second") and "ready for you" in tile(page, "second")
    assert "stands-waiting" in tile(page, "third") and "ready for you" not in tile(page, "third")
    assert "30 min · core · numpy" in words(tile(page, "third"))


def test_what_a_lab_builds_on_and_opens_is_told_to_those_who_hear_the_page(owner, owners, chain):
    prove(owner, "first")
    page = html_of(owners)
    assert 'aria-describedby="about-second beside-second"' in tile(page, "second")
    assert "After: The first (proven). Opens: The third." in words(tile(page, "second"))
    third = words(tile(page, "third"))
    assert "After: The second (not begun). After, not here yet: of-tomorrow." in third
    assert "beside-other" not in tile(page, "other")


def test_lines_lead_from_a_lab_to_what_builds_on_it_within_a_region(owners, chain):
    drawn = re.findall(r'data-before="([\w-]+)" data-after="([\w-]+)"', html_of(owners))
    assert drawn == [("first", "second"), ("second", "third")]


def test_nobody_sees_how_another_stands(owner, teammates, chain):
    prove(owner, "first")
    Draft.objects.keep(owner, "other", "f = 1")
    assert set(
        re.findall(r'class="mark (mark-[\w-]+)"', re.search(r'<div id="map".*', html_of(teammates), re.DOTALL)[0])
    ) == {"mark-not-begun"}


# What to take next


def test_who_has_begun_nothing_is_led_to_the_first_lab_and_told_why(owners, chain):
    told = suggested(html_of(owners))
    assert "Next" in told and "The other" in told
    assert "Nothing is begun yet. It asks for no other lab first." in told


def test_what_was_touched_last_comes_before_what_is_ready(owner, owners, chain):
    for slug, days in {"second": 2, "third": 1, "other": 3}.items():
        sent = Submission.objects.create(learner=owner, lab=slug, source="f = 1", state="settled", verdict="failed")
        Submission.objects.filter(pk=sent.pk).update(created=timezone.now() - timedelta(days=days))
    told = suggested(html_of(owners))
    assert "Go on with The third" in told
    assert "last touched 1 day" in told


def test_else_the_first_that_is_ready_with_what_it_stands_on(owner, owners, chain):
    prove(owner, "first")
    prove(owner, "other")
    told = suggested(html_of(owners))
    assert "The second" in told
    assert "All it builds on is proven (The first), and 1 other builds on it." in told


def test_among_what_was_asked_for_one_that_waits_says_for_what(owners, chain):
    told = suggested(html_of(owners, search="third"))
    assert "of these" in told and "It builds on what is not proven yet: The second." in told


def test_once_all_is_proven_what_fades_is_refreshed(owner, owners, chain):
    for slug in CHAIN:
        prove(owner, slug)
    assert "Every lab here is proven" in suggested(html_of(owners))
    fade(owner, "second")
    told = suggested(html_of(owners))
    assert "Refresh The second" in told and "its review is overdue" in told


# Narrowed


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "fading"}, ["first"]),
        ({"ready": "true"}, ["other", "second"]),
        ({"ready": "false"}, ["first", "third"]),
        ({"topic": "elsewhere"}, ["other"]),
        ({"device": "cuda"}, []),
        ({"minutes": "29"}, []),
        ({"minutes": "30", "search": "the-third"}, ["third"]),
        ({"concept": "none"}, []),
    ],
)
def test_each_filter_narrows_the_map(owner, owners, chain, asked, found):
    prove(owner, "first")
    fade(owner, "first")
    assert re.findall(r'data-lab="([-\w]+)"', html_of(owners, **asked)) == found


def test_what_the_statement_alone_says_is_told_and_comes_after_what_is_called_so(owners, chain):
    (chain / "here" / "first" / "statement.md").write_text("It comes before the third.")
    page = html_of(owners, search="third")
    assert "found in its statement" in tile(page, "first")
    assert "found in its statement" not in tile(page, "third")
    assert "Next, of these The third" in suggested(page)


def test_the_form_shows_what_was_asked_for(owners, chain):
    page = html_of(owners, search="the", state="not_begun", minutes="37", ready="true", level="core")
    assert 'value="the"' in page and '<option value="37" selected>' in page
    assert 'name="state" value="not_begun" checked' in page and 'name="ready" value="true" checked' in page
    assert re.search(r"<details[^>]* open>", page)
    assert 'role="status">2 of 4 labs' in page


def test_a_value_that_means_nothing_is_left_out_and_said(owners, chain):
    page = html_of(owners, level="heroic", minutes="soon", search="third")
    assert "“heroic” was left out: there is no such level." in page
    assert "“soon” was left out: it is no number of minutes." in page
    assert "at most 200 characters" in html_of(owners, search="x" * 201)
    assert "at most 200 characters" in html_of(owners, search="x\0")
    assert re.findall(r'data-lab="([-\w]+)"', page) == ["third"]


def test_where_nothing_fits_it_says_what_to_leave_out(owners, chain):
    page = html_of(owners, search="thrid", device="cpu")
    assert "No lab fits “thrid”" in page
    assert "Did you mean" in page and "?search=third" in page
    assert '<a href="/labs/?device=cpu">Without the search</a>: 4 labs' in page


def test_typing_swaps_the_map_and_announces_the_count_without_moving_the_address_along(owners, chain):
    answer = owners.get("/labs/", {"search": "third", "state": "", "level": ""}, headers=HTMX)
    assert "<html" not in answer.content.decode()
    assert re.search(r'hx-swap-oob="innerHTML:#found">1 of 4 labs', answer.content.decode())
    assert answer.headers["HX-Replace-Url"] == "/labs/?search=third"
    assert "HX-Push-Url" not in answer.headers


def test_a_choice_is_a_step_that_back_undoes(owners, chain):
    answer = owners.get("/labs/", {"search": "a b", "ready": "true"}, headers=HTMX)
    assert answer.headers["HX-Push-Url"] == "/labs/?search=a+b&ready=true"
    back = {**HTMX, "HX-Current-URL": "http://testserver/labs/?level=core&search=x"}
    assert owners.get("/labs/", {"search": ""}, headers=back).headers["HX-Push-Url"] == "/labs/"


def test_an_address_answers_as_a_page_and_as_a_part_and_a_cache_tells_them_apart(owners, chain):
    page, part = owners.get("/labs/?search=third"), owners.get("/labs/?search=third", headers=HTMX)
    assert "HX-Request" in page.headers["Vary"] and "HX-Request" in part.headers["Vary"]
    assert tile(page.content.decode(), "third") == tile(part.content.decode(), "third")


# States of the installation


def test_an_empty_catalogue_says_how_to_begin_one(owners, settings, tmp_path):
    settings.CATALOG_DIR = tmp_path
    page = html_of(owners)
    assert "There are no labs here" in page and "manage.py new_lab" in page
    assert "<form" not in page.partition("<h1>")[2].partition("</main>")[0]


def test_a_lab_that_could_not_be_read_is_named_and_the_others_are_there(owners, chain):
    (chain / "here" / "second" / "lab.toml").write_text("title = ")
    page = html_of(owners)
    assert "1 lab folder is left out" in page and "<code>here/second</code>" in page
    assert re.findall(r'data-lab="([-\w]+)"', page) == ["other", "first", "third"]


def test_a_statement_that_is_gone_does_not_stop_the_search(owners, chain):
    (chain / "here" / "second" / "statement.md").unlink()
    assert re.findall(r'data-lab="([-\w]+)"', html_of(owners, search="second")) == ["second"]


# Large


def test_the_map_costs_the_same_queries_however_many_labs_and_attempts(
    owner, owners, settings, tmp_path, chain, django_assert_num_queries
):
    prove(owner, "first")
    with django_assert_num_queries(5):
        owners.get("/labs/")
    settings.CATALOG_DIR = make_many(tmp_path / "many")
    attempts = [
        Submission(learner=owner, lab=slug_of(n % 160), source="f", state="settled", verdict=verdict)
        for n in range(400)
        for verdict in ("failed", "passed")
    ]
    Submission.objects.bulk_create(attempts)
    for n in range(20):
        fade(owner, slug_of(n))
        Draft.objects.keep(owner, slug_of(n), "f = 1")
    with django_assert_num_queries(5):
        owners.get("/labs/", {"search": "gradients", "state": "proven"})


def test_a_large_map_is_light(owners, many):
    page = owners.get("/labs/").content
    assert page.count(b"data-lab=") == 160
    assert len(gzip.compress(page)) < 30_000
    assert b'aria-label="Sections"' in page


def test_a_tile_is_not_kept_from_another_catalogue(owners, settings, tmp_path, chain):
    html_of(owners)
    elsewhere = tmp_path / "copy"
    shutil.copytree(chain / "here", elsewhere / "here")
    facts = elsewhere / "here" / "first" / "lab.toml"
    facts.write_text(facts.read_text().replace("The first", "Another one"))
    settings.CATALOG_DIR = elsewhere
    assert "Another one" in tile(html_of(owners), "first")
