"""A topic's panel, in place and as a page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from roadmap.notes.writing import write
from roadmap.papers.models import Paper
from roadmap.reviews.facts import make_cards
from roadmap.reviews.models import Card
from tests.proving import explain, keep, reproduce
from tests.roadmaps import make_roadmap, send

TEXT = """
# First
## Begin ^begin
- [ ] Above ^above
  - [ ] Topic [[lab:one]] [[lab:absent]] [[paper:1706.03762]] [[note:My words]] #proof/note ^topic

    What **it** is, with $x^2$, after [[topic:above]].
  - [ ] Bare ^bare
  - [ ] All #proof/note #proof/artefact #proof/reading #proof/link #proof/paper ^all
  - [ ] To come [[lab:absent]] ^to-come
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
    assert "It asks for 2 things, and is proven when all of them are there." in get("topic", htmx=True)
    assert "It names nothing that has to prove it" in get("bare", htmx=True)
    assert "It is proven when all its parts are." in get("above", htmx=True)


def test_a_topic_whose_labs_are_all_to_come_offers_an_explanation(get: Get) -> None:
    html = get("to-come", htmx=True)
    assert "Until one is, an explanation in your own words proves it, or something you made." in html
    assert 'id="note-of-to-come"' in html
    assert 'id="artefact-of-to-come"' in html


def test_each_kind_asked_for_stands_there_with_its_form(get: Get) -> None:
    html = get("all", htmx=True)
    for kind, address in (
        ("note", "/proofs/teach-backs/new/"),
        ("artefact", "/proofs/artefacts/add/"),
        ("reading", "/proofs/readings/add/"),
        ("link", "/proofs/links/add/"),
    ):
        assert f'id="{kind}-of-all"' in html
        assert f'action="{address}"' in html
    assert 'id="paper-of-all"' in html
    assert 'id="reading-of-topic"' not in get("topic", htmx=True)


def test_what_is_kept_stands_there_with_its_mark(get: Get, owner: User) -> None:
    keep(owner, "all", "link", says="Third of ninety")
    teach_back = explain(owner, "all")
    reproduce(owner, "1706.03762")
    html = get("all", htmx=True)
    for shown in ("Third of ninety", teach_back.get_absolute_url(), "rubric met on"):
        assert shown in html
    for kind, state in (("note", "proven"), ("link", "proven"), ("paper", "proven"), ("artefact", "not-begun")):
        assert f"mark-{state}" in html.partition(f'id="{kind}-of-all"')[2].partition("</h3>")[0]


def test_what_nobody_asks_for_any_more_is_shown_without_a_form(get: Get, owner: User) -> None:
    keep(owner, "topic", "link", says="From an older edition")
    html = get("topic", htmx=True)
    assert "From an older edition" in html
    assert "Kept, though no roadmap asks for it here." in html
    assert 'action="/proofs/links/add/"' not in html


def test_a_row_names_the_kinds_asked_for(get: Get, owner: User) -> None:
    keep(owner, "all", "artefact")
    row = get("all").partition('id="row-begin--all"')[2].partition("</ul>")[0]
    assert [word for word in ("explanation", "paper", "artefact", "reading", "link") if f">{word}</a>" in row]
    assert row.count("mark-proven") == 1


def test_a_change_of_evidence_brings_the_row_and_the_bars_anew(client: Client, get: Get, owner: User) -> None:
    assert 'hx-get="/path/first/all/standing/"' in get("all", htmx=True)
    keep(owner, "all", "artefact")
    html = client.get("/path/first/all/standing/", headers={"HX-Request": "true"}).content.decode()
    assert 'id="row-begin--all" hx-swap-oob="true"' in html
    assert 'id="bar-begin" hx-swap-oob="true"' in html
    assert "mark-under-way" in html
    assert client.get("/path/first/nothing/standing/").status_code == 404


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


def let_fade(owner: User) -> None:
    explain(owner, "bare")
    make_cards(owner)
    Card.objects.of(owner).update(due=timezone.localdate() - timedelta(days=180))


def test_what_fades_says_so_where_it_stands(get: Get, owner: User) -> None:
    let_fade(owner)
    html = get("bare", htmx=True)
    assert 'its <a href="/reviews/">review</a> is overdue' in html
    assert "mark-fading" in html.partition('id="note-of-bare"')[2].partition("</h3>")[0]
    assert "mark-fading" in get("bare").partition('id="row-begin--bare"')[2]


def test_what_fades_does_so_still_when_a_form_beside_it_is_refused(get: Get, client: Client, owner: User) -> None:
    let_fade(owner)
    answer = client.post("/proofs/teach-backs/new/", {"topic": "bare", "text": " "}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Write the explanation, or choose a note." in html
    assert "mark-" not in html  # the form alone comes back, so that the mark on the page stays as it is
    assert 'hx-target="closest .evidence-form"' in html


def test_what_fades_does_so_still_when_something_is_kept_beside_it(get: Get, client: Client, owner: User) -> None:
    let_fade(owner)
    client.post("/proofs/artefacts/add/", {"topic": "bare", "says": "Made", "url": "https://example.org/it"})
    standing = client.get("/path/first/bare/standing/", headers={"HX-Request": "true"}).content.decode()
    assert "mark-fading" in standing.partition('id="row-begin--bare"')[2].partition("topic-buttons")[0]
