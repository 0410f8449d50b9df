"""Every save keeps the text before it, and one that comes too late overwrites nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from labs.markdown import Target
from roadmap.notes.models import Note
from roadmap.notes.writing import StaleSave, TitleTaken, revise, set_aside, write


def test_a_new_note_stands_at_revision_one(wrote):
    assert wrote().revision == 1


def test_a_save_keeps_the_text_before_it(wrote):
    note = wrote("Chain rule", "first", "lab:adam")
    revise(note, 1, "The chain rule", "second", [])
    earlier = note.revisions.get()
    assert (note.title, note.body, note.revision) == ("The chain rule", "second", 2)
    assert (earlier.number, earlier.title, earlier.body) == (1, "Chain rule", "first")
    assert earlier.attachments == ["lab:adam"]


def test_saving_what_already_stands_changes_nothing(wrote):
    note = wrote("Chain rule", "text", "lab:adam")
    assert revise(note, 1, "Chain rule", "text", [Target("lab", "adam")]).revision == 1
    assert not note.revisions.exists()


def test_a_save_of_an_older_text_is_refused_and_shown_the_present_one(wrote):
    note = wrote("Chain rule", "first")
    revise(note, 1, "Chain rule", "from the other tab", [])
    with pytest.raises(StaleSave) as stale:
        revise(note, 1, "Chain rule", "from this tab", [])
    assert stale.value.present.body == "from the other tab"
    assert Note.objects.get().body == "from the other tab"


def test_a_text_that_came_too_late_is_kept_once(wrote):
    note = wrote()
    for _ in range(2):
        set_aside(note, 1, "Chain rule", "too late", [])
    assert [kept.body for kept in note.revisions.filter(set_aside=True)] == ["too late"]


@pytest.mark.parametrize("twin", ["Chain rule", "chain RULE", "  Chain   rule "])
def test_two_notes_of_one_learner_cannot_share_a_title(wrote, twin):
    wrote("Chain rule")
    with pytest.raises(TitleTaken, match="already have a note called"):
        wrote(twin)


def test_a_title_is_compared_whatever_way_its_accent_is_written(wrote):
    wrote("caf\u00e9")
    with pytest.raises(TitleTaken):
        wrote("cafe\u0301")


def test_a_note_cannot_be_renamed_to_the_title_of_another(wrote):
    wrote("Chain rule")
    note = wrote("Product rule", "mine")
    with pytest.raises(TitleTaken):
        revise(note, 1, "Chain rule", "mine", [])
    assert Note.objects.get(pk=note.pk).title == "Product rule"
    assert not note.revisions.exists()


def test_two_learners_may_use_the_same_title(wrote, teammate):
    wrote("Chain rule")
    assert wrote("Chain rule", learner=teammate).pk


def test_links_follow_the_text(wrote):
    note = wrote("A", "[[B]] and [[lab:adam]]")
    revise(note, 1, "A", "[[C]]", [Target("topic", "calculus")])
    assert {(link.kind, link.target, link.attached) for link in note.links.all()} == {
        ("note", "c", False),
        ("topic", "calculus", True),
    }


def test_a_paper_is_attached_under_one_spelling(wrote):
    note = wrote("A", "", "paper:https://arxiv.org/abs/1706.03762v5", "paper:arXiv:1706.03762")
    assert note.attachments == [Target("paper", "1706.03762")]


class Histories(TestCase):
    @settings(max_examples=20)
    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=6))
    def test_no_text_that_was_ever_saved_is_lost(self, texts):
        from django.contrib.auth.models import User

        learner = User.objects.get_or_create(username="writer")[0]
        learner.notes.all().delete()
        note = write(learner, "Note", texts[0])
        for text in texts[1:]:
            note = revise(note, note.revision, "Note", text, [])
        kept = {note.body, *note.revisions.values_list("body", flat=True)}
        assert kept == set(texts)
