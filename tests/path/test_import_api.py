"""POST /api/roadmaps/import/: shown first, confirmed then, the same rules as the page."""

import io
import zipfile

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap.path.models import Roadmap, Topic
from tests.roadmaps import make_roadmap, say

ADDRESS = "/api/roadmaps/import/"
TEXT = "# Plan\n## P\n- [x] One\n- [ ] Two\n"


@pytest.fixture
def api(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def post(api: Client, **said: object) -> dict:
    answer = api.post(ADDRESS, said, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_without_confirm_it_only_tells(api: Client) -> None:
    told = post(api, markdown=TEXT)
    assert (told["confirmed"], told["roadmaps"][0]["claimed"], told["roadmaps"][0]["new"]) == (False, 1, True)
    assert [change["key"] for change in told["roadmaps"][0]["changes"] if change["sort"] == "appeared"] == [
        "one",
        "two",
    ]
    assert not Roadmap.objects.exists()


def test_confirmed_it_is_done(api: Client, owner: User) -> None:
    assert post(api, markdown=TEXT, confirm=True)["confirmed"]
    assert Roadmap.objects.get(owner=owner).slug == "plan"


def test_a_topic_may_be_said_to_be_one_that_was_there(api: Client, owner: User) -> None:
    make_roadmap("# Plan\n- [ ] Batch normalisation\n", owner, "plan")
    say(owner, "batch-normalisation", "claimed")
    edited = "# Plan\n- [ ] Batch normalization\n"
    (near,) = post(api, markdown=edited)["roadmaps"][0]["suggested"]
    post(api, markdown=edited, same={near["new"]: near["gone"]}, confirm=True)
    assert Topic.objects.get().concept.key == "batch-normalisation"


def test_a_confirmation_may_name_what_was_seen(api: Client, owner: User) -> None:
    make_roadmap("# Plan\n- [ ] Other\n", owner, "plan")
    seen = post(api, markdown=TEXT)["roadmaps"][0]["digest"]
    make_roadmap("# Plan\n- [ ] Another\n", owner, "plan")
    answer = api.post(ADDRESS, {"markdown": TEXT, "confirm": True, "expect": seen}, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:gradus:problem:changed-meanwhile")
    assert Topic.objects.get().title == "Another"


def test_a_zip_gives_every_roadmap_in_it(api: Client) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("A", "B"):
            archive.writestr(f"vault/{name}.md", "- [ ] One\n")
        archive.writestr("vault/words.md", "words\n")
    told = api.post(ADDRESS, {"file": SimpleUploadedFile("v.zip", file.getvalue()), "confirm": "true"}).json()
    assert [one["roadmap"] for one in told["roadmaps"]] == ["a", "b"]
    assert len(told["remarks"]) == 1
    assert Roadmap.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({}, "non_field_errors", "Send either markdown or file."),
        ({"markdown": "only words"}, "markdown", "There is no list item"),
        ({"markdown": TEXT, "into": "a b"}, "into", "match"),
        ({"markdown": TEXT, "same": {"nothing": "x"}}, "markdown", "no topic called nothing"),
    ],
)
def test_what_cannot_be_imported_is_a_problem_with_a_sentence(api: Client, said: dict, field: str, why: str) -> None:
    answer = api.post(ADDRESS, said, content_type="application/json")
    assert answer.status_code == 400
    assert why in answer.json()["errors"][field][0]
    assert not Roadmap.objects.exists()


def test_nobody_is_refused(client: Client, db: None) -> None:
    assert client.post(ADDRESS, {"markdown": TEXT}, content_type="application/json").status_code == 401
