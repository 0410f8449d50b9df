"""On their own machine the owner is signed in by itself, and nobody else is taken for the owner."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

HERE = {"REMOTE_ADDR": "127.0.0.1", "headers": {"host": "127.0.0.1:8000"}}


@pytest.fixture(autouse=True)
def own_machine(settings):
    settings.LOCAL_OWNER = True
    settings.ALLOWED_HOSTS = ["*"]


def signed_in_as(client, **request):
    answer = client.get(reverse("account"), **{**HERE, **request})
    return answer.wsgi_request.user.get_username() if answer.status_code == 200 else None


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"])
def test_a_request_from_this_machine_is_the_owners(client, host):
    assert signed_in_as(client, headers={"host": host}) == "owner"


@pytest.mark.django_db
def test_the_owner_is_made_once_and_cannot_sign_in_with_a_password(client):
    assert signed_in_as(client) == signed_in_as(client) == "owner"
    assert not User.objects.get().has_usable_password()


@pytest.mark.django_db
def test_ipv6_loopback_is_this_machine_too(client):
    assert signed_in_as(client, REMOTE_ADDR="::1") == "owner"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.2", "", "unix:"])
def test_a_request_from_elsewhere_is_nobodys(client, address):
    assert signed_in_as(client, REMOTE_ADDR=address) is None


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["gradus.example", "127.0.0.1.evil.example", "localhost.evil.example:8000"])
def test_a_page_that_rebinds_its_name_to_loopback_is_nobodys(client, host):
    assert signed_in_as(client, headers={"host": host}) is None


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "X-Forwarded-Host"])
def test_a_request_that_came_through_a_proxy_is_nobodys(client, header):
    assert signed_in_as(client, headers={"host": "localhost", header: "203.0.113.9"}) is None


@pytest.mark.django_db
def test_nobody_is_signed_in_where_the_host_did_not_ask_for_it(client, settings):
    settings.LOCAL_OWNER = False
    assert signed_in_as(client) is None
    assert not User.objects.exists()


def test_a_learner_who_signed_in_stays_who_they_are(client, teammate):
    client.force_login(teammate)
    assert signed_in_as(client) == "teammate"


@pytest.mark.django_db
def test_the_api_still_wants_a_token(client):
    assert client.get("/api/submissions/", **HERE).status_code == 401


@pytest.mark.django_db
def test_health_and_sign_in_pages_make_no_owner(client):
    for name in ("healthz", "sign-in"):
        assert client.get(reverse(name), **HERE).status_code == 200
    assert not User.objects.exists()


@pytest.mark.django_db
def test_after_signing_out_the_owner_is_shown_the_way_back_and_others_are_not(client):
    way_back = "go on as its owner"
    assert way_back in client.get(reverse("sign-in"), **HERE).content.decode()
    assert way_back not in client.get(reverse("sign-in"), REMOTE_ADDR="192.0.2.7").content.decode()
