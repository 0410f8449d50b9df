"""The search finds every word, the best answer first, and shows where."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from roadmap.notes.models import Note, NoteWords
from roadmap.notes.words import excerpt, marked, shown_text, wanted
from roadmap.notes.writing import revise, write


def found(owner, text):
    return [note.title for note in Note.objects.of(owner).search(text)]


def shown(pieces):
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_every_word_has_to_be_there_in_title_or_text(wrote, owner):
    wrote("Chain rule", "slopes multiply")
    wrote("Sum rule", "slopes add")
    assert found(owner, "RULE multiply") == ["Chain rule"]


def test_a_hit_in_the_title_ranks_above_several_in_the_text(wrote, owner):
    wrote("Softmax", "is not attention")
    wrote("Attention in general", "is all " + "you need " * 20)
    wrote("Other", "attention attention attention")
    assert found(owner, "attention")[0] == "Attention in general"


def test_more_hits_in_as_long_a_text_rank_above_fewer(wrote, owner):
    wrote("Once", "momentum is one idea of many that there are here")
    wrote("Thrice", "momentum and momentum, then momentum once more again")
    assert found(owner, "momentum") == ["Thrice", "Once"]


def test_the_very_title_comes_first(wrote, owner):
    wrote("Adam", "")
    wrote("Adam and AdamW: Adam again", "adam")
    assert found(owner, " adam ") == ["Adam", "Adam and AdamW: Adam again"]


@pytest.mark.parametrize("typed", ["regul", "REGULARISATION", "weight regu", "wei"])
def test_a_word_is_found_by_its_beginning(wrote, owner, typed):
    wrote("Regularisation", "weight decay")
    assert found(owner, typed) == ["Regularisation"]


@pytest.mark.parametrize("typed", ["Poincare", "poincaré", "POINCARE\u0301", "re\u0301sume"])
def test_accents_do_not_count(wrote, owner, typed):
    wrote("Poincaré", "a résumé")
    assert found(owner, typed) == ["Poincaré"]


def test_words_between_quotes_are_found_as_they_follow(wrote, owner):
    wrote("Chain", "the chain rule")
    wrote("Rule", "rule of the chain")
    assert found(owner, '"chain rule"') == ["Chain"]


def test_what_was_typed_without_a_space_is_found_as_it_stands(wrote, owner):
    wrote("Loss", "the cross-entropy, see 1706.03762")
    wrote("Else", "entropy of a cross, 03762 and 1706")
    assert found(owner, "cross-entropy") == found(owner, "1706.03762") == ["Loss"]


def test_a_part_of_a_text_without_spaces_is_found(wrote, owner):
    wrote("勾配", "確率的勾配降下法")
    assert found(owner, "勾配降下") == ["勾配"]


def test_words_of_formulas_and_addresses_are_found(wrote, owner):
    wrote("Rate", r"$\alpha$ as in [this](https://example.org/schedules)")
    assert found(owner, "alpha schedules") == ["Rate"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"', "a\0b", "\0", "*", "(", "œ", "☃", '""', "&|!<->:*"])
def test_odd_characters_find_nothing(wrote, owner, text):
    wrote("Plain", "letters only")
    assert found(owner, text) == []


@pytest.mark.parametrize(
    "text", ["AND", "plain OR", "NOT letters", "NEAR(plain)", "title:plain", "plain*", "-letters", "^plain", "{a b}:c"]
)
def test_the_databases_query_words_are_words(wrote, owner, text):
    wrote("Plain", "letters only and near not or title")
    wrote("Other", "x")
    assert found(owner, text) in ([], ["Plain"])


def test_no_words_narrow_nothing(wrote, owner):
    wrote("One")
    assert found(owner, "   ") == ["One"]


def test_the_index_follows_every_save_and_deletion(wrote, owner):
    note = wrote("First", "before")
    note = revise(note, 1, "Second", "after", [])
    assert (found(owner, "before"), found(owner, "first"), found(owner, "after second")) == ([], [], ["Second"])
    note.delete()
    assert not NoteWords.objects.exists()


def test_the_index_goes_with_its_learner(wrote, owner):
    wrote()
    owner.delete()
    assert not NoteWords.objects.exists()


def test_a_save_that_is_refused_leaves_the_index_as_it_was(wrote, owner):
    wrote("Taken")
    note = wrote("Free", "text")
    with pytest.raises(Exception, match="already have"):
        revise(note, 1, "Taken", "another", [])
    assert found(owner, "text") == ["Free"]
    assert found(owner, "another") == []


def test_another_learners_notes_are_not_searched(wrote, owner, teammate):
    wrote("Private", "secret", learner=teammate)
    assert found(owner, "secret") == []


def test_sqlite_searches_once_however_many_notes_there_are(wrote, owner):
    if connection.vendor != "sqlite":
        pytest.skip("how SQLite plans")
    wrote()
    plan = Note.objects.of(owner).search("chain rule").explain()
    assert plan.index("SCAN notes_notewords VIRTUAL TABLE") < plan.index("SEARCH notes_note USING INTEGER PRIMARY KEY")


def test_an_excerpt_shows_the_text_without_its_markup():
    text = shown_text("# Title\n\n**Slopes** multiply: [[lab:adam|Adam]], $x^2$\n\n| a | b |\n|---|---|\n| `c` | d |")
    assert text == "Title Slopes multiply: Adam, x2 a b c d"


def test_an_excerpt_is_cut_where_the_words_are_and_marks_them():
    text = "far away " * 60 + "the Chain Rule of résumés " + "and more " * 60
    told = shown(excerpt(text, wanted("resum chain")))
    assert "the [Chain] Rule of [résumés] and" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 250


def test_an_excerpt_without_a_hit_is_the_beginning():
    assert shown(excerpt("one two three", wanted("four"))) == "one two three"


def test_a_title_is_marked_whole():
    assert shown(marked("A chained rule", wanted("chain"))) == "A [chained] rule"


class AnyText(TestCase):
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)

    @settings(max_examples=60)
    @given(anything)
    def test_anything_may_be_asked_for(self, text):
        assert list(Note.objects.all().search(text)) == []

    @settings(max_examples=60)
    @given(storable)
    def test_every_note_is_found_by_each_of_its_words(self, text):
        from django.contrib.auth.models import User

        learner = User.objects.get_or_create(username="writer")[0]
        learner.notes.all().delete()
        note = write(learner, "N", text)
        for word in text.split()[:5]:
            if wanted(word.replace('"', " ")).phrases:
                assert list(Note.objects.of(learner).search(word.replace('"', " "))) == [note]

    @settings(max_examples=100)
    @given(storable, anything, st.integers(1, 60))
    def test_an_excerpt_is_a_stretch_of_the_text(self, text, query, characters):
        text = " ".join(text.split())
        whole = "".join(piece.text for piece in excerpt(text, wanted(query), characters))
        assert whole.removeprefix("… ").removesuffix(" …") in text
        assert "".join(piece.text for piece in marked(text, wanted(query))) == text
