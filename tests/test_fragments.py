"""Parts of pages that are kept as they were drawn show what a page drawn afresh shows, to each learner their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client

from roadmap.fragments import Fragments
from roadmap.path.models import Roadmap, Tick
from roadmap.path.templatetags.rows import LEAVES, ROWS
from roadmap.plan.templatetags.knowing import SECTIONS
from tests.proving import keep
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Begin
- [ ] Single [[lab:one]] ^single
- [ ] Written #proof/note ^written
- [ ] Parent ^parent
  - [ ] Left [[lab:two]] ^left
  - [ ] Right #proof/artefact ^right
- [ ] Reached #milestone [[lab:two]] ^reached
"""
PAGES = ["/path/first/", "/path/first/parent/", "/plan/"]
SECRET = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+')


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two")


def drawn(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return SECRET.sub("", answer.content.decode())


def pages_of(*clients: Client) -> list[str]:
    return [drawn(client, page) for client in clients for page in PAGES]


def test_pages_show_each_learner_how_they_stand_after_each_step(owner: User) -> None:
    other = User.objects.create_user("other")
    mine, theirs = Client(), Client()
    mine.force_login(owner)
    theirs.force_login(other)
    make_roadmap(TEXT)
    steps = [
        lambda: say(owner, "single", "claimed"),
        lambda: say(other, "left", "skipped"),
        lambda: send(other, "one"),
        lambda: send(owner, "two", "failed"),
        lambda: keep(owner, "right", "artefact"),
        lambda: send(owner, "two"),
        lambda: Tick.objects.filter(learner=owner).delete(),
        lambda: make_roadmap(TEXT.replace("Single", "Alone").replace("[[lab:two]] ^left", "^left")),
    ]
    before = pages_of(mine, theirs)
    for step in steps:
        step()
        kept = pages_of(mine, theirs)
        assert kept != before
        for fragments in (LEAVES, ROWS, SECTIONS):
            fragments._kept.clear()
        assert pages_of(mine, theirs) == kept
        before = kept


def test_two_roadmaps_written_at_once_are_never_taken_for_each_other(owner: User) -> None:
    """A new text of a built-in roadmap gives all others one new edition."""
    other = User.objects.create_user("other")
    for learner, title in ((owner, "Mine alone"), (other, "Theirs alone")):
        make_roadmap(TEXT.replace("Single", title), owner=learner)
    Roadmap.objects.update(edition=uuid4())
    shown = {}
    for learner in (owner, other):
        client = Client()
        client.force_login(learner)
        shown[learner.username] = "".join(pages_of(client))
    assert "Mine alone" in shown[owner.username]
    assert "Theirs alone" in shown["other"]
    assert "Mine alone" not in shown["other"]


def test_a_row_is_drawn_once_for_one_way_to_stand(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    client.force_login(owner)
    make_roadmap(TEXT)
    drawn(client, "/path/first/")
    number = len(LEAVES._kept)
    drawn(client, "/path/first/")
    assert len(LEAVES._kept) == number
    say(owner, "single", "claimed")
    drawn(client, "/path/first/")
    assert len(LEAVES._kept) == number + 1


def test_no_more_are_kept_than_there_is_room_for() -> None:
    fragments = Fragments("path/_more.html", most=2)
    for number in range(4):
        shown = fragments.draw(number, {"href": "/there/", "start": number, "size": 2})
        assert f"from={number}" in shown
    assert len(fragments._kept) == 2
