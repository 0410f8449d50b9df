"""Search finds every word, and what is in a title first."""

import pytest

from roadmap.notes.models import Note


def found(owner, text):
    return [note.title for note in Note.objects.of(owner).search(text)]


def test_every_word_has_to_be_there_in_title_or_text(wrote, owner):
    wrote("Chain rule", "slopes multiply")
    wrote("Sum rule", "slopes add")
    assert found(owner, "RULE multiply") == ["Chain rule"]


def test_a_hit_in_the_title_ranks_above_one_in_the_text(wrote, owner):
    wrote("Softmax", "is not attention")
    wrote("Attention", "is all")
    wrote("Other", "attention attention attention")
    assert found(owner, "attention")[0] == "Attention"


def test_the_very_title_comes_first(wrote, owner):
    wrote("Adam", "")
    wrote("Adam and AdamW: Adam again", "adam")
    assert found(owner, " adam ") == ["Adam", "Adam and AdamW: Adam again"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"', "a\0b", "*", "(", "œ"])
def test_odd_characters_are_looked_for_as_they_are(wrote, owner, text):
    wrote("Plain", "letters only")
    assert found(owner, text) == []


def test_no_words_narrow_nothing(wrote, owner):
    wrote("One")
    assert found(owner, "   ") == ["One"]
