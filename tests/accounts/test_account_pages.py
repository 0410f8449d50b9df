"""What the account's page and the door say: what happened, what was kept, what to do."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken


@pytest.fixture
def signed_in(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def test_without_a_token_the_page_says_what_one_is_for(signed_in: Client) -> None:
    page = signed_in.get(reverse("account")).content.decode()
    assert "No tokens yet" in page
    assert "gradus login" in page


@pytest.mark.parametrize("days", ["-4", "0", "99999", "soon"])
def test_days_that_cannot_be_are_refused_with_what_is_asked_and_make_no_token(signed_in: Client, days: str) -> None:
    answer = signed_in.post(reverse("token-create"), {"name": "laptop", "days": days})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No token was made yet" in page
    assert "A whole number of days, from 1 to 3650" in page
    assert 'value="laptop"' in page
    assert not AuthToken.objects.exists()


def test_who_signs_out_is_told_that_all_is_kept(signed_in: Client, settings) -> None:
    settings.LOCAL_OWNER = False
    page = signed_in.post(reverse("sign-out"), follow=True).content.decode()
    assert "You are signed out. What you did here is kept." in page


@pytest.mark.django_db
def test_the_door_says_where_it_leads(stranger: Client) -> None:
    assert "<code>/labs/</code>" in stranger.get(reverse("labs-index"), follow=True).content.decode()


@pytest.mark.django_db
def test_the_door_names_no_place_of_another_site(stranger: Client) -> None:
    page = stranger.get(reverse("sign-in"), {"next": "https://elsewhere.example/"}).content.decode()
    assert "elsewhere.example" not in page


def test_after_a_wrong_password_the_name_is_still_there(client: Client, teammate: User) -> None:
    page = client.post(reverse("sign-in"), {"username": "teammate", "password": "guess"}).content.decode()
    assert 'value="teammate"' in page
