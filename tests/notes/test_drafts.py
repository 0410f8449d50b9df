"""What is typed is kept until it is saved, whatever becomes of the tab, the connection or the session."""

from uuid import uuid4

import pytest

from roadmap.notes.models import Note, NoteDraft
from roadmap.notes.writing import revise


def text_of(response):
    return response.content.decode()


@pytest.fixture
def kept(at_desk):
    """Keeps a draft as the form does: `kept(key, title="A", body="text")`."""

    def keep(key, note=None, **typed):
        return at_desk.post(f"/notes/drafts/{key}/", typed | {"note": note.pk if note else "", "draft": str(key)})

    return keep


def test_a_draft_is_kept_and_opens_again_as_it_was_typed(at_desk, kept):
    key = uuid4()
    assert "Draft kept at" in text_of(kept(key, title="A [b", body="  two\r\nlines ", attached="lab:", tags="x y"))
    page = text_of(at_desk.get(f"/notes/new/?draft={key}"))
    assert 'value="A [b"' in page
    assert "  two\r\nlines " in page.replace("\n  two", "  two")
    assert 'value="x y"' in page
    assert f'value="{key}"' in page


def test_a_draft_of_one_form_is_kept_once(kept, owner):
    key = uuid4()
    for body in ("one", "two"):
        kept(key, title="A", body=body)
    assert [draft.body for draft in NoteDraft.objects.of(owner)] == ["two"]


def test_two_forms_on_one_note_keep_two_drafts(kept, wrote, owner):
    note = wrote("A", "saved")
    for body in ("from one tab", "from the other"):
        kept(uuid4(), note, title="A", body=body, revision="1")
    assert {draft.body for draft in note.drafts.all()} == {"from one tab", "from the other"}


def test_saving_ends_the_draft(at_desk, kept, owner):
    key = uuid4()
    kept(key, title="A", body="text")
    at_desk.post("/notes/new/", {"title": "A", "body": "text", "draft": str(key)})
    assert Note.objects.get().body == "text"
    assert not NoteDraft.objects.exists()


def test_a_save_that_is_refused_leaves_the_draft(at_desk, kept, wrote):
    wrote("Taken")
    key = uuid4()
    kept(key, title="Taken", body="typed")
    assert at_desk.post("/notes/new/", {"title": "Taken", "body": "typed", "draft": str(key)}).status_code == 422
    assert NoteDraft.objects.get().body == "typed"


def test_what_is_saved_already_is_no_draft(kept, wrote):
    note = revise(wrote("A", "first"), 1, "A", "second", [])
    for body in ("first", "second"):
        assert "Nothing here that is not saved" in text_of(kept(uuid4(), note, title="A", body=body))
    assert "Nothing here" in text_of(kept(uuid4(), title="A", body="second"))
    assert not NoteDraft.objects.exists()


def test_a_text_that_came_too_late_is_saved_in_the_history_and_no_draft(at_desk, kept, wrote):
    note = revise(wrote("A", "first"), 1, "A", "second", [])
    key = uuid4()
    sent = {"title": "A", "body": "too late", "revision": "1", "draft": str(key)}
    assert at_desk.post(f"/notes/{note.pk}/edit/", sent).status_code == 409
    assert "Nothing here" in text_of(kept(key, note, title="A", body="too late", revision="1"))


def test_a_draft_outlives_its_note(at_desk, kept, wrote):
    note = wrote("A", "saved")
    kept(uuid4(), note, title="A", body="typed", revision="1")
    note.delete()
    draft = NoteDraft.objects.get()
    assert (draft.note, draft.body) == (None, "typed")
    assert "typed" in text_of(at_desk.get(draft.get_absolute_url()))


def test_a_draft_saves_over_what_it_was_read_from_or_is_told(at_desk, kept, wrote):
    note, key = wrote("A", "first"), uuid4()
    kept(key, note, title="A", body="typed", revision="1")
    revise(note, 1, "A", "second", [])
    page = at_desk.get(NoteDraft.objects.get().get_absolute_url())
    assert 'name="revision" value="1"' in text_of(page)


def test_drafts_are_shown_where_they_belong(at_desk, kept, wrote):
    note, key = wrote("Noted", "saved"), uuid4()
    kept(key, note, title="Noted", body="typed", revision="1")
    kept(uuid4(), title="Begun", body="typed")
    everything, of_note, new = (text_of(at_desk.get(f"/notes/drafts/?note={n}")) for n in ("", note.pk, "new"))
    assert ("Noted" in everything, "Begun" in everything) == (True, True)
    assert ("Noted" in of_note, "Begun" in of_note) == (True, False)
    assert ("Noted" in new, "Begun" in new) == (False, True)
    assert "Noted" not in text_of(at_desk.get(f"/notes/drafts/?note={note.pk}&but={key}"))


def test_a_draft_is_discarded_on_demand(at_desk, kept):
    key = uuid4()
    kept(key, title="A", body="typed")
    assert at_desk.post(f"/notes/drafts/{key}/drop/").status_code == 302
    assert not NoteDraft.objects.exists()


def test_an_empty_form_is_no_draft(kept):
    kept(uuid4(), title=" ", body="\n", attached="lab:adam")
    assert not NoteDraft.objects.exists()


@pytest.mark.parametrize("typed", [{"title": "a\0b"}, {"title": "x", "revision": "9" * 30}, {"body": "z" * 120_000}])
def test_a_draft_may_hold_what_a_note_may_not(kept, typed):
    assert "Draft kept" in text_of(kept(uuid4(), **typed))


@pytest.mark.parametrize("key", ["", "rubbish", "\0"])
def test_a_form_without_a_key_gets_one(at_desk, key):
    page = at_desk.post("/notes/new/", {"title": "", "draft": key})
    assert page.status_code == 422
    assert "data-keep=" in text_of(page)


def test_another_learners_drafts_are_not_seen_kept_over_or_dropped(at_desk, kept, teammate, wrote):
    key = uuid4()
    theirs = NoteDraft.objects.create(learner=teammate, key=key, title="Private", body="secret")
    note = wrote("Theirs", "x", learner=teammate)
    assert "Private" not in text_of(at_desk.get("/notes/drafts/"))
    assert "secret" not in text_of(at_desk.get(f"/notes/new/?draft={key}"))
    assert at_desk.post(f"/notes/drafts/{key}/drop/").status_code == 404
    assert kept(key, title="Mine", body="mine").status_code == 404
    kept(uuid4(), note, title="Mine", body="mine")
    theirs.refresh_from_db()
    assert (theirs.body, note.drafts.count()) == ("secret", 0)
