import pytest
from django.urls import reverse

PRIVATE = ["account", "labs-index", "path-index", "papers-index", "workers"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PRIVATE)
def test_a_stranger_is_sent_to_sign_in_and_back(stranger, name):
    answer = stranger.get(reverse(name))
    assert (answer.status_code, answer.url) == (302, f"{reverse('sign-in')}?next={reverse(name)}")


@pytest.mark.django_db
def test_a_stranger_on_an_open_page_is_sent_as_a_whole_not_into_a_fragment(stranger):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/path/?phase=2"}
    answer = stranger.post(reverse("token-create"), headers=headers)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"{reverse('sign-in')}?next=/path/%3Fphase%3D2"


@pytest.mark.django_db
def test_a_page_elsewhere_is_no_place_to_be_sent_back_to(stranger):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/take/"}
    answer = stranger.post(reverse("token-create"), headers=headers)
    assert answer.headers["HX-Redirect"] == f"{reverse('sign-in')}?next=/"


def test_name_and_password_sign_in_and_lead_back(client, teammate):
    answer = client.post(
        f"{reverse('sign-in')}?next=/account/", {"username": "teammate", "password": "teammate-has-a-password"}
    )
    assert (answer.status_code, answer.url) == (302, "/account/")
    assert "Signed in as <strong>teammate</strong>" in client.get(reverse("account")).content.decode()


def test_the_way_back_stays_on_this_site(client, teammate):
    form = {"username": "teammate", "password": "teammate-has-a-password", "next": "https://evil.example/"}
    assert client.post(reverse("sign-in"), form).url == "/"


def test_a_wrong_password_says_so_and_signs_nobody_in(client, teammate):
    answer = client.post(reverse("sign-in"), {"username": "teammate", "password": "guess"})
    assert "That name and password do not match." in answer.content.decode()
    assert client.get(reverse("account")).status_code == 302


def test_signing_out_takes_a_post_and_ends_the_session(client, owner):
    client.force_login(owner)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.get(reverse("account")).status_code == 200
    client.post(reverse("sign-out"))
    assert client.get(reverse("account")).status_code == 302
