import re

import pytest
from django.urls import reverse
from knox.models import AuthToken

PRIVATE = "/api/submissions/"


def shown_token(answer) -> str:
    return re.search(r'<code id="new-token">(\w+)</code>', answer.content.decode())[1]


def status_with(client, header: str) -> int:
    return client.get(PRIVATE, headers={"Authorization": header}).status_code


def test_a_token_is_shown_once_and_opens_the_api(client, owner):
    client.force_login(owner)
    token = shown_token(client.post(reverse("token-create")))
    client.logout()
    assert status_with(client, f"Token {token}") == 200
    client.force_login(owner)
    page = client.get(reverse("account")).content.decode()
    assert token not in page and token[:8] in page


def test_bearer_is_understood_as_well(client, owner):
    _, token = AuthToken.objects.create(owner)
    assert status_with(client, f"bearer {token}") == 200


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token wrong", "Token \xe9t\xe9", "Basic b3duZXI6"])
def test_anything_else_in_the_header_is_refused(client, owner, header):
    AuthToken.objects.create(owner)
    assert status_with(client, header) == 401


def test_a_revoked_token_opens_nothing(client, owner):
    kept, token = AuthToken.objects.create(owner)
    client.force_login(owner)
    answer = client.post(reverse("token-revoke", args=[kept.digest]), follow=True)
    assert "The token was revoked." in answer.content.decode()
    client.logout()
    assert status_with(client, f"Token {token}") == 401


def test_nobody_sees_or_revokes_anothers_token(client, owner, teammate):
    kept, token = AuthToken.objects.create(owner)
    client.force_login(teammate)
    assert token[:8] not in client.get(reverse("account")).content.decode()
    assert client.post(reverse("token-revoke", args=[kept.digest])).status_code == 404
    assert AuthToken.objects.filter(user=owner).count() == 1


@pytest.mark.parametrize(("name", "arguments"), [("token-create", []), ("token-revoke", ["0" * 128])])
def test_looking_changes_nothing(client, owner, name, arguments):
    client.force_login(owner)
    assert client.get(reverse(name, args=arguments)).status_code == 405
    assert not AuthToken.objects.exists()


def test_a_page_with_a_new_token_is_never_kept_by_the_browser(client, owner):
    client.force_login(owner)
    assert "no-store" in client.post(reverse("token-create")).headers["Cache-Control"]
