"""Evidence goes out as files and comes back whole, here and elsewhere, once and again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.notes.models import Note
from roadmap.notes.writing import write
from roadmap.proofs.carrying import pack, unpack
from roadmap.proofs.models import Assessment, Exhibit, TeachBack
from roadmap.proofs.presenting import assess, invite, present
from tests.proving import ENOUGH, WANTING, keep

# What a form or the API lets through: no NUL and no half of a character.
texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=200)
words = texts.map(str.strip).filter(bool)


def told(learner):
    """All that there is, but for what names a row in this database."""
    texts = TeachBack.objects.of(learner).order_by("uuid")
    answers = Assessment.objects.filter(teach_back__learner=learner).order_by("uuid")
    kept = Exhibit.objects.of(learner).order_by("uuid")
    return (
        list(texts.values_list("uuid", "concept", "title", "text", "created")),
        list(answers.values_list("uuid", "assessor_name", "by_mentor", "levels", "remark", "at")),
        list(
            kept.values_list(*("uuid", "concept", "kind", "says", "day", "url", "file_name", "sha256", "size", "log"))
        ),
    )


@pytest.fixture
def much(owner, teammate):
    """One of each: an explanation answered twice, once by a mentor, and every kind that is kept."""
    text = present(owner, "chain-rule", write(owner, "Slopes", "They multiply.\n\n---\n\nAlong the path."))
    assess(text, owner, WANTING, "No numbers: yet.")
    assess(text, teammate, ENOUGH)
    invite(text)
    for kind in Exhibit.Kind.values:
        keep(owner, "chain-rule", kind)
    return text


def test_all_of_it_comes_back_elsewhere_and_a_second_time_changes_nothing(owner, teammate, much):
    files = dict(pack(owner))
    assert {path.split("/")[1] for path in files} == {"teach-backs", "artefacts", "readings", "links"}
    first = unpack(teammate, files)
    assert (first.added, first.problems) == (6, [])
    assert told(teammate) == told(owner)
    again = unpack(teammate, files)
    assert (again.added, again.copied, again.unchanged, again.problems) == (0, 0, 4, [])
    assert told(teammate) == told(owner)


def test_back_at_home_nothing_changes(owner, much):
    before = told(owner)
    assert unpack(owner, dict(pack(owner))).unchanged == 4
    assert told(owner) == before


def test_neither_the_link_nor_the_mentors_account_is_carried(owner, teammate, much):
    files = dict(pack(owner))
    much.refresh_from_db()
    assert not any(much.invitation in text for text in files.values())
    unpack(teammate, files)
    carried = TeachBack.objects.of(teammate).get()
    assert carried.invitation is None
    assert [(one.assessor, one.by_mentor) for one in carried.assessments.all()] == [(teammate, False), (None, True)]
    assert carried.met == much.met


def test_it_finds_its_note_again(owner, teammate, much):
    Note.objects.create(learner=teammate, title="Slopes", title_folded="slopes", body="x", uuid=much.note.uuid)
    unpack(teammate, dict(pack(owner)))
    assert TeachBack.objects.of(teammate).get().note.learner == teammate


def test_an_explanation_edited_outside_is_a_second_one_with_an_empty_rubric(owner, much):
    (path, text), *_ = pack(owner)
    edited = {path: text.replace("Along the path.", "Along every path.")}
    for _ in range(2):
        unpack(owner, edited)
    older, newer = TeachBack.objects.of(owner).order_by("pk")
    assert (older.text, older.assessments.count()) == ("They multiply.\n\n---\n\nAlong the path.", 2)
    assert (newer.text, newer.assessments.count()) == ("They multiply.\n\n---\n\nAlong every path.", 0)


def test_an_artefact_edited_outside_is_kept_beside_the_one_that_is_there(owner, much):
    files = {path: text.replace("What was made", "What I made") for path, text in pack(owner) if "/artefacts/" in path}
    for _ in range(2):
        unpack(owner, files)
    kept = Exhibit.objects.of(owner).filter(kind="artefact")
    assert sorted(one.says for one in kept) == ["What I made", "What was made"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("kind: teach-back", "kind: else", "which kind"),
        ("uuid: ", "uuid: x", "no uuid"),
        ("example: 0", "example: 7", "A level is 0, 1 or 2."),
        ("example: 0", "example: [1]", "A level is 0, 1 or 2."),
        ("topic: chain-rule", "topic: no slug", "Enter a valid"),
        ("topic: chain-rule", "topic: 7", "“topic” is missing"),
        ("created: ", "created: x", "“created” is no moment."),
        ("title: Slopes", "title: " + "x" * 300, "at most 200 characters"),
        ("---\n", "--- [\n", "which kind"),
    ],
)
def test_a_damaged_file_is_told_and_the_others_are_taken(owner, teammate, much, old, new, why):
    files = dict(pack(owner))
    path = next(iter(files))
    files[path] = files[path].replace(old, new, 1)
    done = unpack(teammate, files)
    assert [why in problem for problem in done.problems] == [True]
    assert path in done.problems[0]
    assert Exhibit.objects.of(teammate).count() == 3
    assert not TeachBack.objects.of(teammate).exists()


@settings(max_examples=25)
@given(text=texts, remark=texts, says=words, log=texts)
def test_whatever_the_texts_nothing_is_lost(owner, teammate, text, remark, says, log):
    for learner in (owner, teammate):
        TeachBack.objects.of(learner).delete()
        Exhibit.objects.of(learner).delete()
    note = Note(title="Any", body=text, revision=1)
    note.learner, note.title_folded = owner, f"any {Note.objects.count()}"
    note.save()
    assess(present(owner, "chain-rule", note), owner, ENOUGH, remark)
    Exhibit.objects.create(learner=owner, concept="chain-rule", kind="artefact", says=says[:500], log=log)
    done = unpack(teammate, dict(pack(owner)))
    assert done.problems == []
    assert told(teammate) == told(owner)
