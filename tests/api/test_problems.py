"""Every refusal under /api/ has one shape."""

import json

import pytest
from django.test import Client
from rest_framework.test import APIClient

LAB = "activation-zoo"
SUBMISSIONS = "/api/submissions/"


def asked(client, method, address, **options):
    return client.generic(method, address, **options)


@pytest.mark.parametrize(
    ("method", "address", "options", "status", "kind"),
    [
        ("GET", "/api/nowhere/", {}, 404, "not-found"),
        ("GET", "/api/labs/nowhere/", {}, 404, "not-found"),
        ("GET", f"{SUBMISSIONS}7/", {}, 404, "not-found"),
        ("DELETE", SUBMISSIONS, {}, 405, "method-not-allowed"),
        ("POST", SUBMISSIONS, {"data": b"{}", "content_type": "application/json"}, 400, "invalid"),
        ("POST", SUBMISSIONS, {"data": b"{", "content_type": "application/json"}, 400, "parse-error"),
        ("POST", SUBMISSIONS, {"data": b"<x/>", "content_type": "text/xml"}, 415, "unsupported-media-type"),
        ("GET", SUBMISSIONS, {"headers": {"Accept": "text/html"}}, 406, "not-acceptable"),
        ("GET", f"{SUBMISSIONS}?cursor=x", {}, 404, "not-found"),
        ("GET", f"{SUBMISSIONS}?page_size=0", {}, 400, "invalid"),
        ("GET", f"{SUBMISSIONS}?ordering=source", {}, 400, "invalid"),
    ],
)
def test_a_refusal_is_a_problem_with_all_its_members(api, method, address, options, status, kind):
    response = asked(api, method, address, **options)
    problem = json.loads(response.content)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert (problem["type"], problem["status"]) == (f"urn:gradus:problem:{kind}", status)
    assert problem["instance"] == address
    assert problem["title"] and len(problem["detail"].split()) > 3
    assert ("errors" in problem) == (kind == "invalid")


def test_who_did_not_say_who_they_are_is_told_how(db):
    response = APIClient().get(SUBMISSIONS)
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Token")
    assert response.json()["type"] == "urn:gradus:problem:not-authenticated"


def test_a_browser_without_its_csrf_token_gets_a_problem(owner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    response = browser.post(SUBMISSIONS, {"lab": LAB}, content_type="application/json")
    assert (response.status_code, response.json()["type"]) == (403, "urn:gradus:problem:permission-denied")


def test_a_405_names_what_is_allowed(api):
    assert set(api.delete("/api/labs/").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_error_within_a_field_within_a_list_is_named_by_its_place(api):
    sent = {"title": "T", "topics": ["fine", "x" * 500]}
    errors = api.post("/api/notes/", sent, format="json").json()["errors"]
    assert list(errors) == ["topics.1"]


def test_our_own_fault_is_a_problem_and_tells_nothing_of_the_inside(owner, monkeypatch):
    from roadmap.api.submissions import SubmissionViewSet

    def broken(self):
        raise RuntimeError("the database password is quercitron")

    monkeypatch.setattr(SubmissionViewSet, "get_queryset", broken)
    client = Client(raise_request_exception=False)
    client.force_login(owner)
    response = client.get(SUBMISSIONS)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert "quercitron" not in response.content.decode()
    assert response.json()["status"] == 500


def test_pages_still_answer_with_pages(client, owner):
    client.force_login(owner)
    response = client.get("/labs/nowhere-at-all/")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


RUBBISH = {
    "null character": '"\\u0000"',
    "half a character": '"\\ud800"',
    "a huge number": "1" + "0" * 400,
    "a number of too many digits": "9" * 5000,
    "not a number": "NaN",
    "a list": "[]",
    "an object": '{"a": {"b": []}}',
    "null": "null",
    "deep": "[" * 200 + "]" * 200,
    "deeper than Python reads": "[" * 100_000,
}


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
@pytest.mark.parametrize(
    ("address", "body"),
    [
        (SUBMISSIONS, '{{"lab": {0}, "source": "x = 1"}}'),
        (SUBMISSIONS, '{{"lab": "activation-zoo", "source": {0}}}'),
        (SUBMISSIONS, '{{"lab": "activation-zoo", "source": "x = 1", "device": {0}}}'),
        (SUBMISSIONS, "{0}"),
        ("/api/tokens/", '{{"name": {0}}}'),
        ("/api/tokens/", '{{"name": "x", "days": {0}}}'),
        ("/api/notes/", '{{"title": {0}}}'),
        ("/api/notes/", '{{"title": "x", "topics": {0}}}'),
    ],
)
def test_rubbish_is_refused_in_a_sentence(api, address, body, rubbish):
    response = api.generic("POST", address, body.format(rubbish).encode(), content_type="application/json")
    if rubbish == "[]" and "topics" in body:
        assert response.status_code == 201  # of topics there may be none
    else:
        assert response.status_code == 400
        assert len(response.json()["detail"].split()) > 2


@pytest.mark.parametrize(
    "rubbish", ["\0", "\ud800".encode("utf-8", "surrogatepass"), "9" * 400, "-1", "1e999", "[]", "ü"]
)
@pytest.mark.parametrize(
    ("address", "name"),
    [
        *(
            (SUBMISSIONS, name)
            for name in ("lab", "state", "created_after", "search", "cursor", "page_size", "ordering")
        ),
        *(("/api/labs/", name) for name in ("search", "topic", "level", "cursor", "page_size", "ordering")),
        *(("/api/ticks/", name) for name in ("state", "at_before", "search", "cursor")),
        ("/api/roadmaps/", "cursor"),
        ("/api/tokens/", "search"),
    ],
)
def test_rubbish_in_the_query_is_never_our_fault(api, address, name, rubbish):
    response = api.get(address, {name: rubbish})
    assert response.status_code in (200, 400, 404)
    assert response.status_code == 200 or response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("pk", [10**17, 10**30, "x", "-1", "1.5", "%00", "%ud800", "٣"])
def test_an_address_of_no_row_is_not_found(api, pk):
    assert api.get(f"{SUBMISSIONS}{pk}/").status_code == 404


def test_a_body_beyond_all_bounds_is_not_read(api):
    response = api.post("/api/notes/", b'"' + b" " * (17 << 20) + b'"', content_type="application/json")
    assert (response.status_code, response.json()["type"]) == (413, "urn:gradus:problem:too-large")
