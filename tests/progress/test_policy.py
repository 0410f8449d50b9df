"""The Content-Security-Policy stands on every answer, whoever asks and however it ends; no page needs more than it allows."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from roadmap.urls import urlpatterns as all_urls
from tests.every_row import filled, rows_of
from tests.routes import walked

STATIC = Path(settings.BASE_DIR) / "static"
STRICT = {"'self'", "'none'"}
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>", re.I)


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


urlpatterns = [*all_urls, path("fails/", fails)]


def policy(answer: Any) -> dict[str, set[str]]:
    """Each directive with its sources; empty where the answer says nothing."""
    directives = [one.split() for one in answer.headers.get("Content-Security-Policy", "").split(";")]
    return {name: set(sources) for name, *sources in filter(None, directives)}


def is_strict(answer: Any) -> bool:
    said = policy(answer)
    allowed = {"img-src": STRICT | {"data:"}, "sandbox": set()}
    return "default-src" in said and all(sources <= allowed.get(name, STRICT) for name, sources in said.items())


def test_every_address_answers_with_the_strict_policy_and_no_page_needs_more(owner: User, redis: Any) -> None:
    rows, client = rows_of(owner), Client()
    client.force_login(owner)
    routes = sorted(set(walked(get_resolver().url_patterns)))
    answers = {route.template: client.get(filled(route.template, route.names, rows)) for route in routes}
    assert [where for where, answer in answers.items() if not is_strict(answer)] == []
    pages = {where: answer.content.decode() for where, answer in answers.items() if is_page(answer)}
    assert len(pages) > len(routes) / 5
    assert {where: found for where, page in pages.items() if (found := INLINE.findall(page))} == {}


def is_page(answer: Any) -> bool:
    return not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")


def test_what_lies_beside_the_pages_comes_with_the_policy_too(client: Client) -> None:
    answers = {file.name: client.get(f"/static/{file.name}") for file in STATIC.iterdir()}
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    assert [name for name, answer in answers.items() if not is_strict(answer)] == []


def test_whoever_is_sent_to_sign_in_is_sent_with_the_policy(client: Client) -> None:
    answer = client.get("/labs/")
    assert (answer.status_code, is_strict(answer)) == (302, True)


@pytest.mark.django_db
def test_an_address_that_is_nothing_answers_with_the_policy(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert (answer.status_code, is_strict(answer)) == (404, True)


def test_a_form_without_its_token_is_refused_with_the_policy(owner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    answer = client.post("/account/tokens/create/")
    assert (answer.status_code, is_strict(answer)) == (403, True)
    assert "what you typed is still there" in answer.content.decode()


def test_a_fault_of_ours_answers_with_the_policy(owner: User, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(owner)
    answer = client.get("/fails/")
    assert (answer.status_code, is_strict(answer)) == (500, True)


def test_a_server_without_its_database_says_so_in_a_page() -> None:
    """No database is allowed here: whoever has a session meets the fault before any view."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-of-before"
    answer = client.get("/")
    assert (answer.status_code, is_strict(answer)) == (500, True)
    assert "What had been accepted before is kept" in answer.content.decode()
