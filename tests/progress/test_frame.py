"""What stands around every page."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from roadmap.progress.templatetags.navigation import PLACES, SERVICES


@pytest.fixture
def signed_in(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def current(page: str) -> list[str]:
    return re.findall(r'href="([^"]+)" aria-current="page" data-key', page)


@pytest.mark.parametrize("name", [name for name, _, _ in (*PLACES, *SERVICES)])
def test_every_place_is_marked_in_the_bar_while_one_is_there(signed_in: Client, redis: Any, name: str) -> None:
    address = reverse(name)
    assert current(signed_in.get(address).content.decode()) == [address]


def test_a_page_below_a_place_is_marked_as_that_place(signed_in: Client) -> None:
    assert current(signed_in.get(reverse("paper-new")).content.decode()) == [reverse("papers-index")]


@pytest.mark.django_db
def test_the_bar_is_not_shown_before_signing_in(stranger: Client) -> None:
    page = stranger.get(reverse("sign-in")).content.decode()
    assert 'aria-label="Places"' not in page


def test_the_first_stop_of_the_keyboard_leads_past_the_bar(signed_in: Client, redis: Any) -> None:
    page = signed_in.get(reverse("today")).content.decode()
    assert page.index('href="#content"') < page.index('href="/"')
    assert 'id="content"' in page


def test_no_two_places_share_a_key() -> None:
    keys = [key for _, _, key in (*PLACES, *SERVICES)]
    assert len(set(keys)) == len(keys)


def test_a_page_that_is_not_there_says_so_within_the_frame(signed_in: Client) -> None:
    answer = signed_in.get("/no-such-page/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert 'aria-label="Places"' in answer.content.decode()


def test_a_server_that_fails_can_still_say_so(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "The server failed" in answer.content.decode()


def test_the_page_of_components_is_there_in_development(signed_in: Client, settings: Any) -> None:
    settings.DEBUG = True
    assert signed_in.get(reverse("style")).status_code == 200


def test_the_page_of_components_is_not_there_for_learners(signed_in: Client) -> None:
    assert signed_in.get(reverse("style")).status_code == 404
