"""The page of components shows what the common sheet has, and every sheet takes its values from one."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pygments.token import STANDARD_TYPES

from roadmap.progress.style import WIDTHS
from roadmap.progress.templatetags.specimens import apart

STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.S)
CLASS = re.compile(r"\.([a-z][\w-]*)", re.I)
LONGEST_SHEET = 400


def rules(sheet: str) -> str:
    return COMMENT.sub("", (STATIC / sheet).read_text(encoding="utf-8"))


def classes(sheet: str) -> set[str]:
    return {name for selector in re.findall(r"([^{}]+)\{", rules(sheet)) for name in CLASS.findall(selector)}


@pytest.fixture
def developer(client: Client, owner: User, settings) -> Client:
    settings.DEBUG = True
    client.force_login(owner)
    return client


@pytest.fixture
def shown(developer: Client) -> str:
    answer = developer.get(reverse("style"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_class_of_the_common_sheet_is_shown(developer: Client) -> None:
    pages = [developer.get(reverse("style"), {"width": width}).content.decode() for width in WIDTHS]
    used = {name for page in pages for value in re.findall(r'class="([^"]*)"', page) for name in value.split()}
    code = {name for name in STANDARD_TYPES.values() if name}  # which of them occur depends on the code that is shown
    assert classes("gradus.css") - used - code == set()


def test_no_two_parts_of_the_page_share_an_id(shown: str) -> None:
    assert [one for one, times in Counter(re.findall(r'\sid="([^"]+)"', shown)).items() if times > 1] == []


def test_what_names_an_id_names_one_that_is_there(shown: str) -> None:
    named = re.findall(r'\s(?:for|aria-labelledby|aria-describedby|aria-controls|popovertarget)="([^"]+)"', shown)
    assert {one for value in named for one in value.split()} <= set(re.findall(r'\sid="([^"]+)"', shown))


def test_nothing_in_a_specimen_can_be_pressed_by_mistake(shown: str) -> None:
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert re.findall(r'\s(?:action|formaction|data-key)="[^"]*"', main) == []


def test_the_same_partial_shown_in_two_states_keeps_its_ids_apart() -> None:
    one, other = (apart(f'<p id="a">{state}</p><b aria-labelledby="a elsewhere"></b>') for state in ("on", "off"))
    assert set(re.findall('id="([^"]+)"', one)).isdisjoint(re.findall('id="([^"]+)"', other))
    assert re.search(r'aria-labelledby="(\S+) elsewhere"', one)[1] == re.search(r'id="(\S+)"', one)[1]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_uses_only_tokens_that_there_are(sheet: str) -> None:
    known = set(re.findall(r"(--[\w-]+):", rules("tokens.css") + rules(sheet)))
    assert set(re.findall(r"var\((--[\w-]+)", rules(sheet))) - known == set()


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "tokens.css"])
def test_a_colour_is_written_down_among_the_tokens_alone(sheet: str) -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)|\b(?:rgb|hsl|oklch|light-dark)\(", rules(sheet), re.I) == []


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "tokens.css"])
def test_a_weight_is_written_down_among_the_tokens_alone(sheet: str) -> None:
    assert re.findall(r"font-weight: (?!var\(--|inherit)[^;}]+", rules(sheet)) == []


def test_every_token_is_used() -> None:
    used = {name for sheet in SHEETS for name in re.findall(r"var\((--[\w-]+)", rules(sheet))}
    assert set(re.findall(r"(--[\w-]+):", rules("tokens.css"))) - used == set()


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_stays_short_enough_to_be_read(sheet: str) -> None:
    assert len((STATIC / sheet).read_text(encoding="utf-8").splitlines()) <= LONGEST_SHEET
