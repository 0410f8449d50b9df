"""Notes leave with their owner and come back whole; nothing they had is overwritten, and twice changes nothing."""

from io import BytesIO
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from PIL import Image

from labs.markdown import Target
from roadmap.notes.carrying import pack, unpack
from roadmap.notes.images import keep_image
from roadmap.notes.models import Note, NoteDraft, NoteImage
from roadmap.notes.writing import TitleTaken, revise, set_aside, write
from roadmap.vault import packing as vault
from roadmap.vault.packing import read_vault, zipped


def picture(colour):
    into = BytesIO()
    Image.new("RGB", (2, 2), colour).save(into, "PNG")
    return into.getvalue()


def everything(learner):
    """All a learner has of notes, whatever the database calls the rows."""
    notes = {
        note.title: (
            *(note.uuid, note.body, note.attachments, note.tags, note.revision, note.created, note.updated),
            sorted(note.revisions.values_list("number", "title", "body", "set_aside", "written"), key=repr),
        )
        for note in Note.objects.of(learner)
    }
    drafts = {draft.key: (draft.typed, draft.note and draft.note.uuid) for draft in NoteDraft.objects.of(learner)}
    images = {(image.name, image.kind, bytes(image.data)) for image in NoteImage.objects.of(learner)}
    return notes, drafts, images


def carried(learner, other):
    return unpack(other, dict(pack(learner)))


@pytest.fixture
def full(owner, wrote):
    """An owner with a note that has a history, a text set aside, a draft and a picture."""
    image = keep_image(owner, picture("red"))
    note = wrote("Chain rule: a/b?", "first", "lab:adam", "topic:calculus")
    note = revise(
        note, 1, "Chain rule: a/b?", f"second #sgd\n![x]({image.get_absolute_url()})\n", [Target("tag", "mine")]
    )
    set_aside(note, 1, "Chain rule: a/b?", "too late", [])
    NoteDraft.objects.create(
        learner=owner, note=note, revision=2, title="[x", body="typed\n", tags="a b", attached="lab:"
    )
    NoteDraft.objects.create(learner=owner, title="New", body="begun")
    return owner


def test_all_of_it_comes_back_on_another_installation(full, teammate):
    files = dict(pack(full))
    had = everything(full)
    full.note_drafts.all().delete()
    full.notes.all().delete()
    full.note_images.all().delete()
    told = unpack(teammate, files)
    assert everything(teammate) == had
    assert (told.added, told.copied, told.problems) == (6, 0, [])


def test_a_second_time_changes_nothing(full, teammate):
    carried(full, teammate)
    had = everything(teammate)
    told = carried(full, teammate)
    assert everything(teammate) == had
    assert (told.added, told.copied, told.problems) == (0, 0, [])


def test_what_one_has_oneself_is_there_already(full):
    had = everything(full)
    told = carried(full, full)
    assert everything(full) == had
    assert (told.added, told.copied) == (0, 0)


def test_a_file_is_called_as_its_note_where_a_file_may_be(owner, wrote):
    for title in ("Plain title", "a/b: c?", "A?B: C?", "..", "é" * 150):
        wrote(title)
    names = [path for path, _ in pack(owner)]
    assert names[:2] == ["notes/Plain title.md", "notes/a-b- c-.md"]
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name.encode()) < 220 for name in names)


def test_a_picture_stands_where_the_note_that_shows_it_says(owner, wrote):
    image = keep_image(owner, picture("red"))
    assert dict(pack(owner)) == {image.get_absolute_url().removeprefix("/"): picture("red")}


def test_another_text_of_the_same_note_is_set_aside_once(owner, wrote):
    note = wrote("A", "first")
    files = dict(pack(owner))
    changed = {path: text.replace("first", "changed elsewhere") for path, text in files.items()}
    for copied in (1, 0):
        assert unpack(owner, changed).copied == copied
    note.refresh_from_db()
    assert (note.body, note.revision) == ("first", 1)
    assert [(kept.body, kept.set_aside) for kept in note.revisions.all()] == [("changed elsewhere", True)]


def test_an_older_file_of_a_note_that_went_on_changes_nothing(owner, wrote):
    note = wrote("A", "first")
    older = dict(pack(owner))
    revise(note, 1, "A", "second", [])
    told = unpack(owner, older)
    assert (told.added, told.copied, told.unchanged) == (0, 0, 1)


def test_another_note_of_the_same_title_is_kept_beside_it_once(owner, wrote, teammate):
    wrote("A", "mine")
    theirs = revise(wrote("a", "x", learner=teammate), 1, "a", "theirs", [])
    for copied in (1, 0):
        assert carried(teammate, owner).copied == copied
    assert dict(Note.objects.of(owner).values_list("title", "body")) == {"A": "mine", "a (as imported)": "theirs"}
    copy = Note.objects.of(owner).get(body="theirs")
    assert (copy.uuid, [kept.body for kept in copy.revisions.all()]) == (theirs.uuid, ["x"])


def test_the_history_of_the_same_note_under_another_uuid_comes_along(owner, wrote, teammate):
    mine = wrote("A", "same")
    revise(wrote("A", "before", learner=teammate), 1, "A", "same", [])
    told = carried(teammate, owner)
    assert (told.added, told.unchanged, told.problems) == (1, 1, [])
    assert [(kept.body, kept.set_aside) for kept in mine.revisions.all()] == [("before", True)]


def test_a_save_after_an_import_keeps_every_text(owner, teammate, wrote):
    note = wrote("A", "one", learner=teammate)
    for number, text in enumerate(("two", "three"), 1):
        note = revise(note, number, "A", text, [])
    carried(teammate, owner)
    came = Note.objects.of(owner).get()
    came = revise(came, came.revision, "A", "four", [])
    assert {came.body, *came.revisions.values_list("body", flat=True)} == {"one", "two", "three", "four"}


def test_a_picture_that_was_changed_is_shown_by_the_notes_that_showed_it(owner, teammate, wrote):
    image = keep_image(teammate, picture("red"))
    wrote("A", f"![x]({image.get_absolute_url()})", learner=teammate)
    files = dict(pack(teammate))
    files[image.get_absolute_url().removeprefix("/")] = picture("blue")
    unpack(owner, files)
    kept = NoteImage.objects.of(owner).get()
    assert Note.objects.of(owner).get().body == f"![x]({kept.get_absolute_url()})"


def test_a_file_without_front_matter_is_a_note_called_as_it_is(owner):
    told = unpack(owner, {"notes/On rest.md": "Sleep. #habits\r\n"})
    note = Note.objects.of(owner).get()
    assert (told.added, note.title, note.body, note.tags) == (1, "On rest", "Sleep. #habits\r\n", ["habits"])


def test_obsidians_tags_are_taken(owner):
    unpack(owner, {"notes/A.md": "---\ntags: [One, two words, 3, '#four']\n---\ntext"})
    assert Note.objects.of(owner).get().tags == ["3", "four", "one"]


def test_files_of_other_rooms_are_passed_over(owner):
    told = unpack(owner, {"papers/A.md": "text", "README.md": "x", "notes/images/" + "0" * 32 + ".png": "text"})
    assert (told.added, told.problems) == (0, [])


HEAD = "---\nkind: note-history\nnote: {note}\n{rest}\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\n: [\n---\n",
        "---\nkind: note\nuuid: none\ntitle: x\n---\n",
        "---\nkind: note\ntitle: ''\n---\n",
        "---\nkind: note\ntitle: x\n---\n" + "y" * 100_001,
        f"---\nkind: note-draft\nuuid: {uuid4()}\nnote: none\n---\n",
        HEAD.format(note=uuid4(), rest="texts: []"),
        HEAD.format(note="x", rest=""),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_told_and_the_others_are(owner, text):
    told = unpack(owner, {"notes/broken.md": text, "notes/whole.md": "text"})
    assert len(told.problems) == 1
    assert told.problems[0].startswith("notes/broken.md: ")
    assert Note.objects.of(owner).get().title == "whole"


@pytest.mark.parametrize(
    "texts", ["x", "[1]", "[{number: 0}]", "[{number: 1, title: x, body: y, attachments: [], written: z}]"]
)
def test_a_history_that_is_none_is_told(owner, wrote, texts):
    note = wrote()
    files = dict(pack(owner)) | {"notes/history/x.md": HEAD.format(note=note.uuid, rest=f"texts: {texts}")}
    assert "holds no texts" in unpack(owner, files).problems[0]


def test_a_long_history_is_told_in_several_files(owner, wrote, teammate):
    note = wrote("A", "0" * 90_000)
    for number in range(1, 9):
        note = revise(note, number, "A", str(number) * 90_000, [])
    files = dict(pack(owner))
    assert len([path for path in files if path.startswith("notes/history/")]) == 3
    unpack(teammate, files)
    assert Note.objects.of(teammate).get().revisions.count() == 8


class Journeys(TestCase):
    text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
    titles = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="[]|"), max_size=30)
    saves = st.lists(st.tuples(titles, text, st.sets(st.sampled_from(["tag:a", "lab:adam", "topic:x"]))), max_size=6)

    @settings(max_examples=40)
    @given(saves, saves)
    def test_any_notes_come_back_as_they_were(self, notes, changes):
        from django.contrib.auth.models import User

        learner, other = (User.objects.get_or_create(username=name)[0] for name in ("writer", "reader"))
        for each in (learner, other):
            each.notes.all().delete()
        for title, body, about in [*notes, *changes]:
            self.save(learner, " ".join(title.split()), body, [Target(*one.split(":")) for one in about])
        told = unpack(other, dict(pack(learner)))
        assert told.problems == []
        assert everything(other) == everything(learner)
        assert (told.copied, unpack(other, dict(pack(learner))).added) == (0, 0)

    def save(self, learner, title, body, about):
        present = learner.notes.first()
        try:
            if present and body[:1] > "m":
                revise(present, present.revision, title or "t", body, about)
            elif title:
                write(learner, title, body, about)
        except TitleTaken:
            pass


def test_a_vault_carries_the_notes_and_their_pictures(full, teammate):
    had, file = everything(full), BytesIO(b"".join(zipped(vault.pack(full))))
    full.note_drafts.all().delete()
    full.notes.all().delete()
    vault.unpack(teammate, read_vault(file))
    assert everything(teammate)[2] == had[2]
    assert everything(teammate)[0] == had[0]
