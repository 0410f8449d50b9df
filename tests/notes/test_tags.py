"""Tags are given by hand or written in the text, and lead to the notes that have them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.markdown import Target, render
from roadmap.notes.models import NoteLink
from roadmap.notes.tags import NoTag, spelled_tag, tags_in, with_tags_linked
from roadmap.notes.writing import read_back, revise


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("about #Optimisers and #maths/linear-algebra.", {"optimisers", "maths/linear-algebra"}),
        ("#first thing", {"first"}),
        ("(#inside), #été", {"inside", "été"}),
        ("# A heading\n\n## Another", set()),
        ("`#code` and\n\n```\n#include\n```\n\nand $#x$", set()),
        ("see example.org/#part, [that](#here), issue #12, C#sharp, &#x27;, ##two", set()),
        ("[[note #x]] and [[lab:y|the #y]]", set()),
        ("#3d #2024-plan", {"3d", "2024-plan"}),
    ],
)
def test_a_tag_in_the_text_is_a_word_after_a_hash(text, tags):
    assert tags_in(text) == tags


@pytest.mark.parametrize("written", ["", "#", "two words", "a,b", "-x", "x" * 61, "a\0", "<b>"])
def test_what_cannot_be_a_tag_is_refused(written):
    with pytest.raises(NoTag, match="cannot be a tag"):
        spelled_tag(written)


def test_tags_of_both_kinds_are_the_notes_tags(wrote):
    note = wrote("A", "on #Momentum", "lab:adam")
    note = revise(note, 1, "A", "on #Momentum", [Target("tag", "#SGD"), Target("lab", "adam")])
    assert note.tags == ["momentum", "sgd"]
    assert note.places == [Target("lab", "adam")]


def test_the_list_narrows_to_a_tag(at_desk, wrote):
    wrote("Adam", "of #moments")
    wrote("Other")
    page = text_of(at_desk.get("/notes/?tag=Moments"))
    assert ">Adam</a>" in page
    assert ">Other</a>" not in page


def test_tags_are_typed_and_come_back_into_the_form(at_desk, wrote):
    note = wrote("Adam", "text")
    sent = {"title": "Adam", "body": "text", "tags": "#SGD, momentum  sgd", "revision": 1}
    assert at_desk.post(f"/notes/{note.pk}/edit/", sent).status_code == 302
    assert 'value="momentum, sgd"' in text_of(at_desk.get(f"/notes/{note.pk}/edit/"))


def test_a_tag_that_is_none_is_answered_in_a_sentence(at_desk):
    page = at_desk.post("/notes/new/", {"title": "A", "tags": "fine, not*fine"})
    assert page.status_code == 422
    assert "“not*fine” cannot be a tag" in text_of(page)


def test_an_earlier_text_comes_back_with_its_tags(at_desk, wrote):
    note = wrote("A", "one")
    note = revise(note, 1, "A", "two", [Target("tag", "sgd")])
    revise(note, 2, "A", "three", [])
    earlier = note.revisions.get(number=2)
    assert read_back(earlier.attachments) == [Target("tag", "sgd")]
    at_desk.post(f"/notes/{note.pk}/history/{earlier.pk}/restore/")
    note.refresh_from_db()
    assert (note.body, note.tags) == ("two", ["sgd"])


def test_the_page_of_tags_counts_the_notes_of_each(at_desk, wrote, teammate):
    wrote("A", "#sgd and #adam")
    wrote("B", "#sgd #sgd")
    wrote("C", "#private", learner=teammate)
    page = text_of(at_desk.get("/notes/tags/"))
    assert page.index(">#adam<") < page.index(">#sgd<")
    assert "2 notes" in page
    assert "private" not in page
    assert [tag["notes"] for tag in NoteLink.objects.tags_of(teammate)] == [1]


def test_without_tags_the_page_says_how_to_give_one(at_desk):
    assert "No note has a tag yet" in text_of(at_desk.get("/notes/tags/"))


def test_a_tag_in_a_text_leads_to_the_notes_that_have_it(at_desk, wrote):
    note = wrote("A", "of #maths/Algebra, not `#code` nor [a #link](/x)")
    page = text_of(at_desk.get(f"/notes/{note.pk}/"))
    assert '<a class="tag" href="/notes/?tag=maths%2FAlgebra">#maths/Algebra</a>' in page
    assert page.count('class="tag"') == 2  # the other stands under the title
    assert ">A</a>" in text_of(at_desk.get("/notes/?tag=maths%2FAlgebra"))


PIECES = [
    "#tag",
    '#x"y',
    "<pre>",
    "</pre>",
    '<img alt="#a > b">',
    "<a href='#b'>",
    "`#c`",
    "$#d$",
    "&#35;e",
    "<",
    '"',
    " ",
    "\n\n",
    "x",
]


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_linking_tags_adds_links_and_nothing_else(pieces):
    html = render("".join(pieces))
    linked = with_tags_linked(html)
    assert re.sub(r'<a class="tag" href="/notes/\?tag=[\w%.~-]+">(#[\w/-]+)</a>', r"\1", linked) == html
    assert set(re.findall(r'class="tag"[^>]*>#([^<]*)<', linked)) == tags_in("".join(pieces))
