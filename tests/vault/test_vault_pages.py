"""The vault by page, by API and by command."""

import asyncio
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import AsyncClient, Client

from roadmap.path.models import Roadmap, Tick
from roadmap.vault.packing import pack, zipped
from tests.roadmaps import make_roadmap, say


@pytest.fixture
def zip_of_teammate(teammate: User) -> bytes:
    make_roadmap("# Theirs\n- [ ] One ^one\n- [ ] Two\n", teammate, "theirs")
    say(teammate, "one", "claimed")
    return b"".join(zipped(pack(teammate)))


def upload(data: bytes) -> dict[str, Any]:
    return {"vault": SimpleUploadedFile("vault.zip", data)}


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def test_the_page_downloads_everything(browser: Client, owner: User) -> None:
    make_roadmap("# Mine\n- [ ] One\n", owner, "mine")
    answer = browser.get("/account/vault/export/")
    assert answer["Content-Type"] == "application/zip"
    assert "roadmaps/mine.md" in names(b"".join(answer.streaming_content))


@pytest.mark.django_db(transaction=True)
def test_an_asynchronous_server_sends_it_piece_by_piece() -> None:
    owner = User.objects.create_user("owner")
    make_roadmap("# Mine\n- [ ] One\n", owner, "mine")

    async def pieces() -> list[bytes]:
        client = AsyncClient()
        await client.aforce_login(owner)
        answer = await client.get("/account/vault/export/")
        assert answer.is_async
        return [piece async for piece in answer.streaming_content]

    found = asyncio.run(pieces())
    assert len(found) > 2
    assert "roadmaps/mine.md" in names(b"".join(found))


def test_the_page_shows_what_would_be_taken_in_and_takes_it_when_told(
    browser: Client, owner: User, zip_of_teammate: bytes
) -> None:
    shown = browser.post("/account/vault/import/changes/", upload(zip_of_teammate)).content.decode()
    assert "Take it in" in shown
    assert not Roadmap.objects.filter(owner=owner).exists()
    assert browser.post("/account/vault/import/", upload(zip_of_teammate)).status_code == 302
    assert Roadmap.objects.get(owner=owner).title == "Theirs"
    assert Tick.objects.get(learner=owner).state == "claimed"
    again = browser.post("/account/vault/import/changes/", upload(zip_of_teammate)).content.decode()
    assert "You have all of it already." in again


def test_htmx_goes_back_to_the_page_when_it_is_done(browser: Client, zip_of_teammate: bytes) -> None:
    answer = browser.post("/account/vault/import/", upload(zip_of_teammate), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/account/vault/"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "Choose the zip first."),
        (upload(b""), "This file is empty."),
        (upload(b"no zip"), "no zip that can be read"),
    ],
)
def test_what_is_no_vault_is_said_in_place(browser: Client, given: dict, why: str) -> None:
    for address in ("/account/vault/import/changes/", "/account/vault/import/"):
        for file in given.values():
            file.seek(0)
        answer = browser.post(address, given)
        assert answer.status_code == 422
        assert why in answer.content.decode()


def test_the_api_gives_and_takes_it(browser: Client, owner: User, zip_of_teammate: bytes) -> None:
    assert names(b"".join(browser.get("/api/vault/").streaming_content)) == ["README.md"]
    told = browser.post("/api/vault/import/", upload(zip_of_teammate)).json()
    assert (told["confirmed"], told["rooms"]["roadmaps"]["added"], told["rooms"]["topics"]["added"]) == (False, 1, 1)
    assert not Roadmap.objects.filter(owner=owner).exists()
    assert browser.post("/api/vault/import/", upload(zip_of_teammate) | {"confirm": "true"}).json()["confirmed"]
    assert Roadmap.objects.filter(owner=owner).exists()


def test_the_api_says_why_it_takes_nothing(browser: Client) -> None:
    answer = browser.post("/api/vault/import/", upload(b"no zip"))
    assert answer.status_code == 400
    assert "no zip that can be read" in answer.json()["errors"]["vault"][0]


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_commands_carry_it_from_one_learner_to_another(owner: User, teammate: User, tmp_path: Path) -> None:
    make_roadmap("# Mine\n- [ ] One\n", owner, "mine")
    file = str(tmp_path / "vault.zip")
    assert "KB." in run("export_vault", "owner", file)
    assert json.loads(run("import_vault", file, "--user", "teammate", "--dry-run", "--json"))["added"] == 1
    assert not Roadmap.objects.filter(owner=teammate).exists()
    assert "roadmaps: 1 new, 0 as they are, 0 kept beside." in run("import_vault", file, "--user", "teammate")
    assert Roadmap.objects.get(owner=teammate).title == "Mine"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["import_vault", "/no/such/file.zip"], "Nothing was changed."),
        (["export_vault", "owner", "/no/such/folder/x.zip"], "Nothing was written."),
        (["export_vault", "nobody", "x.zip"], "no learner named 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_said(owner: User, words: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why.replace(".", r"\.")):
        run(*words)
