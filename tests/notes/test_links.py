"""A wikilink leads to what its reader has and sees."""

import pytest

from roadmap.links import rendered
from roadmap.notes.models import Note
from roadmap.papers.models import Paper
from roadmap.path.models import Concept, Phase, Roadmap, Topic


@pytest.fixture
def attention(owner):
    return Paper.objects.create(
        learner=owner, arxiv_id="1706.03762", doi="10.5555/3295222", title="Attention is all you need"
    )


@pytest.fixture
def backprop(db):
    roadmap = Roadmap.objects.create(slug="deep", title="Deep")
    phase = Phase.objects.create(roadmap=roadmap, key="one", position=0, title="One")
    concept = Concept.objects.create(key="an-idea-of-ours", title="An idea of ours")
    return Topic.objects.create(phase=phase, concept=concept, position=0, title="An idea")


def test_a_note_is_found_by_its_title_in_any_case(wrote, owner):
    note = wrote("Chain rule")
    html = rendered("see [[chain RULE]]", owner)
    assert f'<a class="wikilink" href="/notes/{note.pk}/">Chain rule</a>' in html


def test_a_note_that_is_not_there_offers_to_be_written(owner):
    html = rendered("[[Chain & rule]]", owner)
    assert '<a class="wikilink unresolved" href="/notes/new/?title=Chain+%26+rule">Chain &amp; rule</a>' in html


@pytest.mark.parametrize(
    "name", ["1706.03762", "arXiv:1706.03762v5", "10.5555/3295222", "https://doi.org/10.5555/3295222"]
)
def test_a_paper_is_found_by_any_of_its_names(owner, attention, name):
    assert f'href="/papers/{attention.pk}/">Attention is all you need</a>' in rendered(f"[[paper:{name}]]", owner)


def test_a_paper_that_is_not_there_offers_to_be_added(owner):
    html = rendered("[[paper:1412.6980]]", owner)
    assert 'class="wikilink unresolved" href="/papers/new/?identifier=1412.6980"' in html


def test_a_lab_is_found_in_the_catalogue(owner, catalog):
    slug, lab = next(iter(catalog.items()))
    assert f'<a class="wikilink" href="/labs/{slug}/">{lab.title}</a>' in rendered(f"[[lab:{slug}]]", owner)


def test_a_topic_leads_to_the_roadmap_it_stands_in(owner, backprop):
    assert '<a class="wikilink" href="/path/deep/an-idea-of-ours/">An idea of ours</a>' in rendered(
        "[[topic:an-idea-of-ours]]", owner
    )


def test_a_topic_of_somebody_elses_roadmap_is_not_seen(owner, teammate, backprop):
    Roadmap.objects.update(owner=teammate)
    assert "unresolved" in rendered("[[topic:an-idea-of-ours]]", owner)


def test_notes_and_papers_of_another_learner_are_not_seen(wrote, teammate, attention):
    wrote("Chain rule")
    html = rendered("[[Chain rule]] [[paper:1706.03762]]", teammate)
    assert html.count("unresolved") == 2


def test_backlinks_are_the_owners_notes_that_link_here(wrote, teammate):
    note = wrote("Chain rule")
    back = wrote("Backprop", "by the [[chain rule|rule]]")
    wrote("Other", "no link")
    wrote("Theirs", "[[Chain rule]]", learner=teammate)
    assert list(Note.objects.linking_to(note)) == [back]


def test_a_backlink_was_there_before_its_note(wrote):
    back = wrote("Backprop", "[[Chain rule]]")
    assert list(Note.objects.linking_to(wrote("Chain rule"))) == [back]


@pytest.mark.parametrize("title", ["Chain rule", "lab: a tour", "note:x"])
def test_a_note_says_how_to_link_to_it(wrote, owner, title):
    note = wrote(title)
    assert f'href="/notes/{note.pk}/"' in rendered(note.wikilink, owner)
