"""Tick, untick, skip, unskip: what each changes, and what the page gets back."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from roadmap.path import ticking
from roadmap.path.evidence import State, status_of
from roadmap.path.models import Roadmap, Tick
from roadmap.path.standing import Standing
from tests.roadmaps import make_roadmap, say, send

TEXT = """
# First
## Begin ^begin
- [ ] Parent ^parent
  - [ ] Left [[lab:one]] ^left
  - [ ] Right ^right
  - [ ] Middle ^middle
- [ ] Alone ^alone
## Goals ^goals
- [ ] Goals ^goals
  - [ ] Goal [[lab:two]] #milestone ^goal
  - [ ] Easy goal ^easy
- [ ] Left once more [[lab:one]] ^left
"""
Press = Callable[..., HttpResponse]


@pytest.fixture
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


@pytest.fixture
def press(client: Client, owner: User, first: Roadmap) -> Press:
    """Presses a button as htmx does, or without it as the browser does."""
    client.force_login(owner)

    def post(key: str, button: str, htmx: bool = True, **values: str) -> HttpResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        return client.post(f"/path/first/{key}/{button}/", values, headers=headers)  # type: ignore[return-value]

    return post


def ticks(learner: User) -> dict[str, str]:
    return dict(Tick.objects.filter(learner=learner).values_list("concept__key", "state"))


def swapped(answer: HttpResponse) -> set[str]:
    """The ids of what the answer replaces on the page."""
    return set(re.findall(r'id="([^"]+)"[^>]*hx-swap-oob', answer.content.decode()))


def test_a_tick_claims_and_an_untick_takes_it_back(press: Press, owner: User) -> None:
    assert press("alone", "tick").status_code == 200
    assert ticks(owner) == {"alone": "claimed"}
    press("alone", "untick")
    assert ticks(owner) == {}


def test_a_skip_skips_and_an_unskip_takes_it_back(press: Press, owner: User) -> None:
    press("alone", "skip")
    assert ticks(owner) == {"alone": "skipped"}
    press("alone", "unskip")
    assert ticks(owner) == {}


def test_a_tick_on_a_skipped_topic_claims_it(press: Press, owner: User) -> None:
    press("alone", "skip")
    press("alone", "tick")
    assert ticks(owner) == {"alone": "claimed"}


def test_an_untick_takes_no_skip_back(press: Press, owner: User) -> None:
    press("alone", "skip")
    press("alone", "untick")
    assert ticks(owner) == {"alone": "skipped"}


def test_a_tick_twice_is_a_tick(press: Press, owner: User) -> None:
    press("alone", "tick")
    press("alone", "tick")
    assert ticks(owner) == {"alone": "claimed"}


def test_no_tick_makes_a_topic_proven(press: Press, owner: User) -> None:
    press("left", "tick")
    assert status_of(owner, ["left"]) == {"left": State.CLAIMED}


def test_a_proven_topic_is_neither_claimed_nor_skipped(press: Press, owner: User) -> None:
    send(owner, "one")
    press("left", "tick")
    press("left", "skip")
    assert ticks(owner) == {}


def test_a_parent_claims_the_leaves_that_are_open(press: Press, owner: User) -> None:
    send(owner, "one")
    say(owner, "middle", "skipped")
    press("parent", "tick")
    assert ticks(owner) == {"right": "claimed", "middle": "skipped"}


def test_a_parent_skips_the_leaves_that_are_open(press: Press, owner: User) -> None:
    say(owner, "middle", "claimed")
    press("parent", "skip")
    assert ticks(owner) == {"left": "skipped", "right": "skipped", "middle": "claimed"}


def test_a_parent_takes_back_only_what_its_button_says(press: Press, owner: User) -> None:
    for key, state in (("left", "claimed"), ("right", "skipped"), ("alone", "claimed")):
        say(owner, key, state)
    press("parent", "untick")
    assert ticks(owner) == {"right": "skipped", "alone": "claimed"}
    press("parent", "unskip")
    assert ticks(owner) == {"alone": "claimed"}


def test_the_answer_brings_the_row_those_above_and_the_bars(press: Press) -> None:
    assert swapped(press("right", "tick")) == {
        "row-begin--right",
        "row-begin--parent",
        "bar-begin",
        "rail-begin",
        "total",
        "said",
        "messages",
    }


def test_the_answer_brings_a_concept_wherever_it_stands(press: Press) -> None:
    ids = swapped(press("left", "tick"))
    assert {"row-begin--left", "row-goals--left", "row-begin--parent", "bar-begin", "bar-goals"} <= ids


def test_the_answer_to_a_parent_brings_what_stands_under_it(press: Press) -> None:
    ids = swapped(press("parent", "tick"))
    assert {"row-begin--left", "row-begin--right", "row-begin--middle", "row-goals--left"} <= ids
    assert "row-begin--alone" not in ids


def test_the_answer_says_aloud_what_was_done(press: Press) -> None:
    assert "Claimed: Right" in press("right", "tick").content.decode()
    assert "No longer claimed: Right" in press("right", "untick").content.decode()


def test_without_htmx_a_button_leads_back_to_its_row(press: Press) -> None:
    answer = press("right", "tick", htmx=False)
    assert (answer.status_code, answer["Location"]) == (302, "/path/first/?at=right#row-begin--right")


def test_a_button_of_the_topics_page_leads_back_to_it(press: Press) -> None:
    assert press("right", "tick", htmx=False, **{"from": "topic"})["Location"] == "/path/first/right/"


def test_a_milestone_with_something_open_is_not_claimed_by_a_click(press: Press, owner: User) -> None:
    answer = press("goal", "tick")
    assert answer.status_code == 409
    assert "was not claimed: one thing it requires is still open" in answer.content.decode()
    assert ticks(owner) == {}


def test_the_refusal_is_shown_without_htmx_too(press: Press, client: Client) -> None:
    answer = press("goal", "tick", htmx=False)
    assert "was not claimed" in client.get(answer["Location"]).content.decode()


def test_a_parent_leaves_such_a_milestone_out(press: Press, owner: User) -> None:
    press("goals", "tick")
    assert ticks(owner) == {"easy": "claimed"}


def test_to_claim_though_open_what_is_no_milestone_is_to_claim_it(owner: User, first: Roadmap) -> None:
    assert ticking.claim_though_open(owner, Standing.of(owner, first), "parent") == []
    assert ticks(owner) == {"left": "claimed", "right": "claimed", "middle": "claimed"}


def test_a_milestone_may_be_skipped(press: Press, owner: User) -> None:
    press("goal", "skip")
    assert ticks(owner) == {"goal": "skipped"}


@pytest.mark.parametrize("button", ["tick", "untick", "skip", "unskip"])
def test_a_button_is_pressed_not_followed(client: Client, owner: User, first: Roadmap, button: str) -> None:
    client.force_login(owner)
    assert client.get(f"/path/first/alone/{button}/").status_code == 405


@pytest.mark.parametrize("address", ["/path/first/nothing/tick/", "/path/theirs/topic/tick/"])
def test_nothing_can_be_said_of_what_is_not_seen(
    client: Client, owner: User, teammate: User, first: Roadmap, address: str
) -> None:
    make_roadmap("# Theirs\n- [ ] Topic ^topic\n", teammate, "theirs")
    client.force_login(owner)
    assert client.post(address).status_code == 404
    assert not Tick.objects.exists()


def test_what_one_says_another_does_not_see(press: Press, client: Client, owner: User, teammate: User) -> None:
    press("alone", "tick")
    client.force_login(teammate)
    html = client.get("/path/first/").content.decode()
    assert "Unclaim" not in html
    assert "mark-claimed" not in html.partition('id="row-begin--alone"')[2].partition('class="topic-words"')[0]


def test_a_form_from_another_site_is_refused(owner: User, first: Roadmap) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(owner)
    assert careful.post("/path/first/alone/tick/").status_code == 403
    assert ticks(owner) == {}
