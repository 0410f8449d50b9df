"""A topic's panel, in place and as a page."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from roadmap.notes.writing import write
from roadmap.papers.models import Paper
from tests.roadmaps import make_roadmap, send

TEXT = """
# First
## Begin ^begin
- [ ] Above ^above
  - [ ] Topic [[lab:one]] [[lab:absent]] [[paper:1706.03762]] [[note:My words]] #proof/note ^topic

    What **it** is, with $x^2$, after [[topic:above]].
  - [ ] Bare ^bare
  - [ ] See [the book](https://example.org/book) ^book
"""
Get = Callable[..., str]


@pytest.fixture
def get(client: Client, owner: User) -> Get:
    make_roadmap(TEXT)
    client.force_login(owner)

    def fetch(key: str, htmx: bool = False) -> str:
        answer = client.get(f"/path/first/{key}/", headers={"HX-Request": "true"} if htmx else {})
        assert answer.status_code == 200
        assert "HX-Request" in answer["Vary"]
        return answer.content.decode()

    return fetch


def test_htmx_gets_the_panel_alone_and_a_browser_the_page(get: Get) -> None:
    assert "<html" not in get("topic", htmx=True)
    assert "<h1>Topic</h1>" in get("topic")


def test_the_body_is_rendered_with_its_links(get: Get) -> None:
    html = get("topic", htmx=True)
    assert "<strong>it</strong>" in html
    assert "<math" in html
    assert 'href="/path/first/above/"' in html


def test_its_labs_stand_with_their_state(get: Get, owner: User) -> None:
    send(owner, "one", "failed")
    html = get("topic", htmx=True)
    assert "mark-under-way" in html
    assert 'href="/labs/one/"' in html
    assert "not in this catalogue yet" in html


def test_it_says_what_proves_it(get: Get) -> None:
    assert "It is proven when its lab has passed." in get("topic", htmx=True)
    assert "a note in your own words" in get("topic", htmx=True)
    assert "No lab proves this topic" in get("bare", htmx=True)


def test_it_leads_to_its_notes_and_papers(get: Get, owner: User) -> None:
    html = get("topic", htmx=True)
    assert 'href="/notes/?topic=topic"' in html
    assert 'hx-get="/notes/beside/?topic=topic"' in html
    assert "/papers/new/?identifier=1706.03762" in html
    paper = Paper.objects.create(learner=owner, title="Attention", arxiv_id="1706.03762")
    note = write(owner, "My words", "")
    html = get("topic", htmx=True)
    assert paper.get_absolute_url() in html
    assert note.get_absolute_url() in html


def test_a_link_in_the_title_can_be_followed(get: Get) -> None:
    assert 'href="https://example.org/book"' in get("book", htmx=True)


def test_the_page_shows_where_it_stands_and_its_parts(get: Get) -> None:
    html = get("above")
    assert 'href="/path/first/#phase-begin"' in html
    assert "Its parts" in html
    assert 'id="row-begin--topic"' in html


def test_the_page_names_the_other_roadmaps_of_the_concept(get: Get, teammate: User, owner: User) -> None:
    make_roadmap("# Second\n- [ ] The same ^topic\n", slug="second")
    make_roadmap("# Theirs\n- [ ] The same ^topic\n", teammate, "theirs")
    html = get("topic")
    assert 'href="/path/second/topic/"' in html
    assert "Theirs" not in html
