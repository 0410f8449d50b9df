"""What a wikilink may mean while it is typed."""

import re

import pytest

from roadmap.notes.models import wikilink
from roadmap.papers.models import Paper
from tests.roadmaps import make_roadmap


@pytest.fixture
def links(at_desk):
    """`links("att")` gives the links that are offered."""

    def ask(text):
        return re.findall(r'data-link="([^"]*)"', at_desk.get("/notes/complete/", {"q": text}).content.decode())

    return ask


def test_notes_topics_labs_and_papers_are_offered(links, wrote, owner):
    make_roadmap("# R\n## P\n- [ ] Zebra networks ^zebra-networks\n", owner, slug="own")
    wrote("Zebra crossings")
    Paper.objects.create(learner=owner, arxiv_id="1706.03762", title="On zebras")
    assert links("zebra") == ["[[Zebra crossings]]", "[[topic:zebra-networks]]", "[[paper:1706.03762]]"]
    assert "[[lab:activation-zoo]]" in links("activation-z")


def test_of_several_kinds_a_few_each_are_offered_and_of_one_some_more(links, wrote):
    for number in range(9):
        wrote(f"Activation {number}")
    of_all, of_one = links("activation"), links("note:activation")
    assert sum(not link.startswith(("[[lab:", "[[topic:")) for link in of_all) == 3
    assert any(link.startswith("[[lab:") for link in of_all)
    assert len(of_one) == 8


def test_a_kind_narrows_to_it(links, wrote):
    wrote("activation notes")
    offered = links("lab:activation")
    assert offered
    assert all(link.startswith("[[lab:") for link in offered)


def test_a_title_that_begins_so_comes_first(links, wrote):
    wrote("Madam")
    wrote("On Adam")
    wrote("Adam again")
    wrote("Of Adam")
    assert links("note:adam") == ["[[Adam again]]", "[[Of Adam]]", "[[On Adam]]", "[[Madam]]"]


def test_a_title_that_reads_as_another_kind_is_linked_by_its_kind(links, wrote):
    wrote("lab: a tour")
    assert links("note:lab") == ["[[note:lab: a tour]]"]


def test_a_topic_is_offered_once_in_however_many_roadmaps(links, owner):
    for slug in ("one", "two"):
        make_roadmap("# R\n## P\n- [ ] Zebra networks ^zebra-networks\n", owner, slug=slug)
    assert links("topic:zebra") == ["[[topic:zebra-networks]]"]


def test_what_others_have_is_not_offered(links, wrote, teammate):
    wrote("Zebra", learner=teammate)
    Paper.objects.create(learner=teammate, title="Zebra")
    make_roadmap("# R\n## P\n- [ ] Zebra ^zebra\n", teammate, slug="theirs")
    assert links("zebra") == []


@pytest.mark.parametrize("text", ["\0", "%", "x" * 5000, "lab:", "[[", '"', ":"])
def test_any_beginning_is_answered(at_desk, text):
    assert at_desk.get("/notes/complete/", {"q": text}).status_code == 200


def test_what_is_offered_is_text(at_desk, wrote):
    wrote('<b> "bold" zebra')
    page = at_desk.get("/notes/complete/?q=zebra").content.decode()
    assert "&lt;b&gt; &quot;bold&quot; zebra" in page


def test_a_link_that_is_offered_leads_there(wrote, owner):
    from labs.markdown import Target
    from roadmap.links import rendered

    for title in ("Plain", "paper: folded", "a:b"):
        note = wrote(title)
        assert f'href="/notes/{note.pk}/"' in rendered(wikilink(Target("note", title)), owner)
