import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from knox.auth import TokenAuthentication


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def owner_of(token: str) -> str:
    user, _ = TokenAuthentication().authenticate_credentials(token.encode())
    return user.get_username()


@pytest.mark.django_db
def test_api_token_makes_the_owner_and_prints_the_token_alone():
    token = printed("api_token")
    assert token == f"{token.strip()}\n" and token.strip().isalnum()
    assert owner_of(token.strip()) == "owner"


def test_api_token_prints_another_learners(teammate):
    assert owner_of(printed("api_token", "--user", "teammate").strip()) == "teammate"


def test_api_token_says_for_a_script_whose_it_is(teammate):
    said = json.loads(printed("api_token", "--user", "teammate", "--json"))
    assert said["user"] == owner_of(said["token"]) == "teammate"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nobody", ""])
def test_api_token_for_an_unknown_name_makes_nothing(name):
    with pytest.raises(CommandError, match=f"There is no learner named '{name}'"):
        printed("api_token", "--user", name)
    assert not User.objects.exists()


def add_learner(monkeypatch, name: str, password: str, *options: str) -> str:
    monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
    return printed("add_learner", name, *options)


@pytest.mark.django_db
def test_a_learner_who_was_added_can_sign_in(client, monkeypatch):
    add_learner(monkeypatch, "ada", "difference-engine")
    assert client.login(username="ada", password="difference-engine")


@pytest.mark.django_db
def test_a_learner_who_was_added_is_told_to_a_script(monkeypatch):
    assert json.loads(add_learner(monkeypatch, "ada", "difference-engine", "--json")) == {"user": "ada"}


@pytest.mark.parametrize(
    ("name", "password", "why"),
    [
        ("ada", "short", "too short"),
        ("ada", "password", "too common"),
        ("no spaces allowed", "difference-engine", "valid username"),
        ("teammate", "difference-engine", "already exists"),
    ],
)
def test_a_learner_who_cannot_be_is_not_made_and_the_reason_is_told(teammate, monkeypatch, name, password, why):
    with pytest.raises(CommandError, match=why):
        add_learner(monkeypatch, name, password)
    assert User.objects.count() == 1
