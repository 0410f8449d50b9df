"""/path/ and /path/<roadmap>/: what they show, to whom, and at what cost."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roadmap.path.models import Roadmap
from tests.roadmaps import make_roadmap, say, send

Queries = Callable[[int], AbstractContextManager[object]]
TEXT = """
# First
What <b>it</b> is about.
## Begin ^begin
The *first* steps.
- [ ] Parent ^parent
  - [ ] Left [[lab:one]] [[lab:absent]] ^left
  - [ ] Right, `x < y` ^right
## Goals ^goals
- [ ] Goal [[lab:two]] #milestone ^goal
"""


@pytest.fixture
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


@pytest.fixture
def page(client: Client, owner: User) -> Callable[[str], str]:
    client.force_login(owner)

    def get(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def row(html: str, name: str) -> str:
    """The markup of one topic's row, up to where its panel begins."""
    found = re.search(rf'id="row-{name}".*?(?=id="panel-)', html, re.DOTALL)
    assert found, f"no row {name}"
    return found[0]


def test_the_index_shows_every_roadmap_with_its_bar(page: Callable[[str], str], first: Roadmap, owner: User) -> None:
    make_roadmap("# My own\n- [ ] a\n- [ ] b\n", owner, "mine")
    send(owner, "one")
    html = page("/path/")
    assert "1 of 3 proven" in html
    assert "0 of 2 proven" in html
    assert "Your own roadmap" in html


def test_the_index_without_roadmaps_says_what_to_do(page: Callable[[str], str]) -> None:
    assert "manage.py load_curricula" in page("/path/")


def test_a_roadmap_shows_phases_topics_and_bodies(page: Callable[[str], str], first: Roadmap) -> None:
    html = page("/path/first/")
    assert 'href="#phase-begin"' in html
    assert 'id="phase-goals"' in html
    assert "<em>first</em>" in html
    assert "Right, <code>x &lt; y</code>" in html


def test_a_row_shows_state_and_labs(page: Callable[[str], str], first: Roadmap, owner: User) -> None:
    send(owner, "one")
    left = row(page("/path/first/"), "begin--left")
    assert "mark-proven" in left
    assert 'href="/labs/one/"' in left
    assert "The lab one" in left
    assert "1 lab to come" in left
    assert "<button" not in left


def test_a_parent_shows_the_share_of_its_leaves(page: Callable[[str], str], first: Roadmap, owner: User) -> None:
    send(owner, "one")
    say(owner, "right", "skipped")
    assert "1 of 1 proven, 1 skipped" in row(page("/path/first/"), "begin--parent")


def test_a_milestone_with_something_open_leads_to_the_milestones(page: Callable[[str], str], first: Roadmap) -> None:
    assert 'href="/path/milestones/#goal"' in row(page("/path/first/") + 'id="panel-', "goals--goal")


def test_titles_of_a_learner_are_shown_as_text(page: Callable[[str], str], owner: User) -> None:
    make_roadmap("# <script>alert(1)</script>\n## <img>\n- [ ] <script>alert(2)</script> `<i>` ^k\n", owner, "mine")
    for address in ("/path/", "/path/mine/", "/path/mine/k/"):
        html = page(address)
        assert "<script>alert" not in html
        assert "<img>" not in html
        assert "<i>" not in html


def test_the_export_is_a_markdown_file_with_the_boxes_ticked(client: Client, owner: User, first: Roadmap) -> None:
    client.force_login(owner)
    say(owner, "right", "claimed")
    answer = client.get("/path/first.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="first.md"'
    assert "  - [x] Right, `x < y` ^right\n" in answer.content.decode()


PAGES = ["/path/theirs/", "/path/theirs.md", "/path/theirs/topic/"]


@pytest.mark.parametrize("address", [*PAGES, "/path/nowhere/", "/path/first/nothing/"])
def test_what_is_not_there_or_not_mine_is_not_found(
    client: Client, owner: User, teammate: User, first: Roadmap, address: str
) -> None:
    make_roadmap("# Theirs\n- [ ] Topic ^topic\n", teammate, "theirs")
    client.force_login(owner)
    assert client.get(address).status_code == 404


def test_the_index_does_not_show_what_is_not_mine(page: Callable[[str], str], teammate: User, first: Roadmap) -> None:
    make_roadmap("# Theirs\n- [ ] Topic ^topic\n", teammate, "theirs")
    assert "Theirs" not in page("/path/")


@pytest.mark.parametrize("address", ["/path/", "/path/first/", "/path/first/left/", "/path/milestones/"])
def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(first: Roadmap, stranger: Client, address: str) -> None:
    assert stranger.get(address).status_code == 302


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "address",
    [
        "/path/",
        "/path/sized/",
        "/path/sized/?whole",
        "/path/sized/?find=leaf",
        "/path/sized/p1/topics/",
        "/path/sized/leaf-1/",
        "/path/milestones/",
        "/path/sized.md",
    ],
)
def test_a_page_takes_as_many_queries_for_300_topics_as_for_6(client: Client, owner: User, address: str) -> None:
    client.force_login(owner)
    costs = []
    for size in (2, 100):
        lines = [
            f"## P{n} ^p{n}\nAfter [[topic:up-{n}]].\n- [ ] Up ^up-{n}\n  - [ ] Leaf [[lab:one]] [[topic:up-{n}]] ^leaf-{n}\n"
            f"- [ ] Goal [[lab:two]] [[topic:up-{n}]] #milestone ^goal-{n}\n"
            for n in range(size)
        ]
        make_roadmap("# Sized\n" + "".join(lines), slug="sized")
        costs.append(cost(client, address))
    assert costs[0] == costs[1] <= 18
