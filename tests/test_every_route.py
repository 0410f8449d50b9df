"""Every address there is, found by walking the URL tables: to its learner, to another learner, to nobody.

A route that is added is walked by itself. One whose address names a row needs a row to be tried with (see
tests/every_row.py), or its tests fail and say so; so does a model of which there is no row to be seen by the wrong
learner.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import get_resolver

from tests.conftest import learner
from tests.every_row import SECRET, filled, kept, models_of_ours, rows_of
from tests.routes import Route, walked

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PUBLIC = {"/account/sign-in/", "/account/sign-out/", "/healthz", "/dashboard/plotly-%(release)s.js", "/api/schema/"}
HUGE = 1_000_000
RUBBISH = {
    "nothing": "",
    "spaces": "  \t\r\n ",
    "control characters": "\0\x01\x1b[31m\x7f\x85\u2028\u202e\ufeff\ud7ff\U0010ffff",
    "markup": "\"'><script>alert(1)</script>{{ 7 }}{% now %}[[lab:]][[note:|]]$\\frac{$",
    "a number below zero": "-1",
    "a number beyond every column": "9" * 30,
    "a number of more digits than Python reads": "9" * 5000,
    "no number": "NaN",
    "an infinity": "1e999",
    "a long text": "ab " * 6000,
}
FIELDS = ("source", "device", "from", "next", "revision", "csrfmiddlewaretoken")
PARAMETERS = (
    *(
        "after",
        "cursor",
        "empty",
        "format",
        "framework",
        "from",
        "identifier",
        "lab",
        "level",
        "newer",
        "next",
        "older",
    ),
    *(
        "ordering",
        "page",
        "page_size",
        "paper",
        "q",
        "range",
        "roadmap",
        "search",
        "since",
        "stamp",
        "state",
        "title",
        "topic",
        "until",
        "verdict",
    ),
)


ROUTES = sorted(set(walked(get_resolver().url_patterns)))
NAMED = [route for route in ROUTES if route.names]
every_route = pytest.mark.parametrize("route", ROUTES, ids=[route.template for route in ROUTES])


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, redis_server) -> Iterator[dict[str, dict[str, Any]]]:
    """Every row there is, made once for all routes and gone with the last of them."""
    with django_db_blocker.unblock(), taken_back():
        learner("teammate")
        yield rows_of(learner("owner"))


@pytest.fixture
def rows(made, db) -> dict[str, dict[str, Any]]:
    """What a test does to them is taken back after it."""
    return made  # type: ignore[no-any-return]


@pytest.fixture
def owner(rows) -> User:
    return User.objects.get(username="owner")


@pytest.fixture
def teammate(rows) -> User:
    return User.objects.get(username="teammate")


def address(route: Route, rows: dict[str, dict[str, Any]]) -> str:
    return filled(route.template, route.names, rows)


def is_shared(route: Route) -> bool:
    """Whether everybody may follow the address: it names no row, or a lab, of which the catalogue has one for all."""
    return not route.names or route.template.startswith(("/labs/%", "/api/labs/", "/dashboard/plotly"))


@cache
def handler(checks_forms: bool) -> ClientHandler:
    """One for all clients: each of its own would look through the static files anew."""
    return ClientHandler(enforce_csrf_checks=checks_forms)


@contextmanager
def taken_back() -> Iterator[None]:
    """The rows are afterwards as they were before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(learner: Any = None, checks_forms: bool = False, **options: Any) -> Client:
    client = Client(**options)
    client.handler = handler(checks_forms)
    if learner:
        client.force_login(learner)
    return client


def content(response: HttpResponse) -> str:
    return "" if response.streaming else response.content.decode()


def fields() -> set[str]:
    """The name of every field that any form of ours has."""
    found: set[str] = set(FIELDS)
    waiting = list(BaseForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        found |= set(getattr(form, "base_fields", {})) if form.__module__.startswith(("roadmap", "labs")) else set()
    return found


def is_explained(response: HttpResponse) -> bool:
    """Whether a refusal says something: in a page or in JSON, more than a status."""
    return response.status_code < 400 or bool(re.search(r"(\w+\W+){2}\w+", content(response)))


@every_route
def test_its_learner_gets_an_answer_whatever_the_method(route, rows, owner):
    for method in METHODS:
        response = client_of(owner).generic(method, address(route, rows))
        assert response.status_code < 500
        assert method in ("HEAD", "OPTIONS") or is_explained(response), method


@every_route
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_rubbish_in_the_query_is_answered(route, rows, owner, htmx):
    client = client_of(owner, headers={"HX-Request": "true", "HX-Current-URL": "\x01"} if htmx else None)
    for rubbish in RUBBISH.values():
        response = client.get(address(route, rows), dict.fromkeys(PARAMETERS, rubbish))
        assert response.status_code < 500
        assert is_explained(response)


@every_route
def test_a_form_of_rubbish_is_answered_in_a_sentence(route, rows, owner):
    where = address(route, rows)
    names = [f"{prefix}{field}" for prefix in ("", "date-reached-own-", "claim-reached-own-") for field in fields()]
    for name, rubbish in RUBBISH.items():
        with taken_back():
            response = client_of(owner).post(where, dict.fromkeys(names, rubbish))
        assert response.status_code < 500, name
        assert is_explained(response), name
        if response.status_code == 405:  # whatever is sent
            return


@every_route
def test_a_megabyte_is_answered_in_a_sentence(route, rows, owner):
    client, where = client_of(owner), address(route, rows)
    for field in ("source", "body", "title", "abstract", "attached"):
        response = client.post(where, {field: "[(*_" * (HUGE // 4)})
        assert response.status_code < 500
        assert is_explained(response)
        if response.status_code == 405:
            return


VALUES = [None, True, -1, 10**400, "", "\0", "\ud800", "a\nb", [], [[]], {}, {"a": 1}, ["\0"], "x" * HUGE]
BODIES = {
    "no JSON": b"{",
    "no text": b'{"title": "\xff"}',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "not a number": b'{"title": NaN, "lab": Infinity}',
    "lists within lists": b"[" * 100_000,
    "nothing": b"",
}


@pytest.mark.parametrize("route", [route for route in ROUTES if route.is_api], ids=lambda route: route.template)
def test_json_of_the_wrong_shape_is_answered_in_a_sentence(route, rows, owner):
    names = ("title", "body", "topics", "labs", "papers", "lab", "source", "device")
    shapes = [json.dumps(dict.fromkeys(names, value)).encode() for value in VALUES]
    singles = [
        json.dumps({"title": "T", "lab": "activation-zoo", "source": "x", name: value}).encode()
        for name in names
        for value in VALUES[:-1:2]
    ]
    client, where, methods = client_of(owner), address(route, rows), {"POST", "PATCH"}
    for body in (*BODIES.values(), *shapes, *singles):
        for method in sorted(methods):
            response = client.generic(method, where, body, content_type="application/json")
            assert response.status_code < 500
            assert is_explained(response), body[:80]
            if response.status_code == 405:
                methods.remove(method)


def test_there_is_a_row_of_every_model_to_be_seen_by_the_wrong_learner(rows):
    for model in models_of_ours():
        assert model._base_manager.exists(), (
            f"No row of {model._meta.label} is made, so nobody tries whether another learner sees it. "
            "Make one in the rows.py of its room's tests (see tests/every_row.py)."
        )


def untouched(before: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether every row that there was is there as it was; another learner may have made rows of their own."""
    now = kept()
    return all(row in now[label] for label, rows in before.items() for row in rows)


@every_route
def test_another_learner_sees_nothing_of_it_and_changes_nothing(route, rows, owner, teammate):
    client, where, before = client_of(teammate), address(route, rows), kept()
    for method in METHODS:
        response = client.generic(method, where)
        assert SECRET not in content(response)
        assert response.status_code < 500
        if not is_shared(route):
            assert response.status_code in (404, 405) or (method == "OPTIONS" and route.is_api), method
    assert untouched(before)
    if not is_shared(route):
        assert kept() == before


@every_route
def test_another_learner_who_names_the_rows_sees_nothing_of_them_and_changes_nothing(route, rows, owner, teammate):
    client, before, where = client_of(teammate), kept(), address(route, rows)
    named = {name: value for values in rows.values() for name, value in values.items() if name != "slug"}
    numbers = sorted({value for values in rows.values() for value in values.values() if isinstance(value, int)})
    for number in [*numbers, *{value for value in named.values() if isinstance(value, str)}]:
        sent = dict.fromkeys(fields() | set(PARAMETERS), number)
        json_of_it = json.dumps(sent | {"title": "Mine", "lab": "activation-zoo", "source": "x = 1"})
        answers = [client.get(where, sent), client.post(where, sent)]
        if route.is_api:
            answers += [client.generic(m, where, json_of_it, "application/json") for m in ("POST", "PUT", "PATCH")]
        for answer in answers:
            assert answer.status_code < 500
            assert SECRET not in content(answer)
    assert untouched(before)


@every_route
def test_nobody_is_sent_to_sign_in(route, rows):
    where, before = address(route, rows), kept()
    for method in METHODS:
        response = client_of().generic(method, where)
        if route.template in PUBLIC:
            assert response.status_code < 500
        elif route.is_api:
            assert response.status_code == 401
        else:
            assert (response.status_code, response.headers.get("Location", "").split("?")[0]) == (
                302,
                "/account/sign-in/",
            )
        assert SECRET not in content(response)
    assert kept() == before


@every_route
def test_a_form_without_its_token_changes_nothing_and_says_so(route, rows, owner):
    before = kept()
    response = client_of(owner, checks_forms=True).post(address(route, rows), {"title": "x"})
    assert response.status_code in (403, 405)
    assert is_explained(response)
    assert kept() == before
