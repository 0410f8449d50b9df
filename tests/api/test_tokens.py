"""Tokens over REST."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.test import APIClient

ADDRESS = "/api/tokens/"


def made(api, **asked):
    return api.post(ADDRESS, {"name": "editor", **asked}, format="json")


def test_a_token_is_made_and_its_secret_told_once(api):
    answer = made(api)
    secret = answer.json()["token"]
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    assert APIClient(headers={"Authorization": f"Token {secret}"}).get(ADDRESS).status_code == 200
    listed = api.get(ADDRESS)
    assert secret not in listed.content.decode()
    assert secret.startswith(listed.json()["results"][0]["begins"])


def test_the_list_names_every_token_the_newest_first(api):
    made(api)
    made(api, name="  a\tscript ")
    assert [token["name"] for token in api.get(ADDRESS).json()["results"]] == ["a script", "editor", "Unnamed"]
    assert [token["name"] for token in api.get(f"{ADDRESS}?search=SCRIPT").json()["results"]] == ["a script"]


def test_a_token_may_end(api):
    ends = timezone.datetime.fromisoformat(made(api, days=7).json()["ends"])
    assert 6 <= (ends - timezone.now()).days <= 7


@pytest.fixture
def ended(api):
    """The secret of a token that held until a minute ago."""
    told = made(api, name="old", days=1).json()
    AuthToken.objects.filter(digest=told["digest"]).update(expiry=timezone.now() - timedelta(minutes=1))
    return told["token"]


def status_with(secret):
    return APIClient(headers={"Authorization": f"Token {secret}"}).get(ADDRESS).status_code


def test_a_token_that_has_ended_opens_nothing_and_is_not_listed(api, ended):
    assert status_with(ended) == 401
    assert "old" not in [token["name"] for token in api.get(ADDRESS).json()["results"]]


def test_a_token_that_has_ended_is_deleted_where_another_is_made(api, ended):
    made(api)
    assert not AuthToken.objects.filter(expiry__lt=timezone.now()).exists()


@pytest.mark.parametrize("wrong", [lambda secret: secret[:-1] + "x", lambda secret: secret[:15], lambda secret: "zz"])
def test_a_secret_that_differs_from_a_token_s_opens_nothing(api, wrong):
    secret = made(api).json()["token"]
    assert (status_with(secret), status_with(wrong(secret))) == (200, 401)


@pytest.mark.parametrize("asked", [{"name": ""}, {"name": "x" * 81}, {"days": 0}, {"days": 10**6}, {"name": None}])
def test_what_is_no_token_is_refused(api, asked):
    answer = made(api, **asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(asked))


def test_a_token_is_renamed_and_revoked(api):
    token = made(api).json()
    address = f"{ADDRESS}{token['digest']}/"
    assert api.patch(address, {"name": "laptop"}, format="json").json()["name"] == "laptop"
    assert api.get(address).json()["name"] == "laptop"
    assert api.delete(address).status_code == 204
    assert APIClient(headers={"Authorization": f"Token {token['token']}"}).get(ADDRESS).status_code == 401


def test_the_page_names_what_it_makes(client, owner):
    client.force_login(owner)
    page = client.post(reverse("token-create"), {"name": "my editor", "days": "3"}).content.decode()
    assert "Revoke my editor, the token that begins with" in page
    refused = client.post(reverse("token-create"), {"days": "none"})
    assert (refused.status_code, "A whole number of days, from 1 to" in refused.content.decode()) == (422, True)


def test_anothers_token_is_not_found(api, teammates_api):
    address = f"{ADDRESS}{made(api).json()['digest']}/"
    answers = [teammates_api.get(address), teammates_api.patch(address, {"name": "x"}), teammates_api.delete(address)]
    assert {answer.status_code for answer in answers} == {404}
    assert api.get(address).json()["name"] == "editor"
