"""The pages of notes: finding, reading, writing, and never losing a text."""

import pytest

from roadmap.notes.models import Note
from roadmap.papers.models import Paper


def text_of(response):
    return response.content.decode()


def test_the_list_narrows_by_words_and_by_place(at_desk, wrote):
    wrote("Adam", "moments", "lab:adam")
    wrote("Chain rule", "moments of doubt", "topic:calculus")
    page = text_of(at_desk.get("/notes/", {"search": "moments", "lab": "adam"}))
    assert ">Adam</a>" in page
    assert ">Chain rule</a>" not in page


def test_a_place_is_also_found_through_a_link_in_the_text(at_desk, wrote):
    wrote("Adam", "as in [[lab:adam]]")
    assert ">Adam</a>" in text_of(at_desk.get("/notes/?lab=adam"))


def test_a_paper_is_found_under_its_other_name(at_desk, wrote, owner):
    Paper.objects.create(learner=owner, arxiv_id="1706.03762", doi="10.5555/1", title="Attention")
    wrote("On attention", "", "paper:10.5555/1")
    assert ">On attention</a>" in text_of(at_desk.get("/notes/?paper=arXiv:1706.03762v2"))


def test_a_filter_that_cannot_be_read_finds_nothing_and_says_so(at_desk, wrote):
    wrote()
    assert "No note of yours matches" in text_of(at_desk.get("/notes/", {"search": "x" * 300}))


def test_fifty_notes_a_page(at_desk, wrote):
    for number in range(51):
        wrote(f"Note {number}")
    assert ">Note 0</a>" in text_of(at_desk.get("/notes/?page=2"))
    assert ">Note 0</a>" not in text_of(at_desk.get("/notes/"))


def test_a_new_note_opens_with_what_the_address_asks_for(at_desk):
    page = text_of(at_desk.get("/notes/new/?title=Adam&lab=adam-adamw"))
    assert 'value="Adam"' in page
    assert "lab:adam-adamw</textarea>" in page


def test_writing_a_note_leads_to_it(at_desk, owner):
    sent = {"title": "  Chain   rule ", "body": "a\r\nb", "attached": "topic:calculus\nlab:adam"}
    response = at_desk.post("/notes/new/", sent)
    note = Note.objects.of(owner).get()
    assert response.url == f"/notes/{note.pk}/"
    assert (note.title, note.body, len(note.attachments)) == ("Chain rule", "a\nb", 2)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "Give the note a title"),
        ({"title": "a [b]"}, "A title cannot hold [, ], | or a line break"),
        ({"title": "x" * 201}, "A title holds up to 200 characters"),
        ({"title": "x", "body": "y" * 100_001}, "A note holds up to 100,000 characters"),
        ({"title": "x", "attached": "calculus"}, "“calculus” does not say what it is"),
        ({"title": "Chain rule"}, "You already have a note called “Chain rule”"),
    ],
)
def test_what_cannot_be_saved_is_answered_in_a_sentence_and_kept(at_desk, wrote, sent, sentence):
    wrote("Chain rule")
    response = at_desk.post("/notes/new/", {"body": "typed with care", **sent})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert sent.get("body", "typed with care") in text_of(response)
    assert Note.objects.count() == 1


def test_a_note_is_shown_with_its_maths_and_backlinks(at_desk, wrote):
    note = wrote("Chain rule", "$x^2$", "topic:nowhere-yet")
    wrote("Backprop", "[[Chain rule]]")
    page = text_of(at_desk.get(f"/notes/{note.pk}/"))
    assert "<msup>" in page
    assert ">Backprop</a>" in page
    assert "topic, not there yet" in page


def test_a_save_that_comes_too_late_shows_both_texts_and_keeps_both(at_desk, wrote):
    note = wrote("Chain rule", "first")
    save = {"title": "Chain rule", "revision": 1, "attached": ""}
    at_desk.post(f"/notes/{note.pk}/edit/", {**save, "body": "from the other tab"})
    response = at_desk.post(f"/notes/{note.pk}/edit/", {**save, "body": "from this tab"})
    note.refresh_from_db()
    assert response.status_code == 409
    assert "from the other tab" in text_of(response)
    assert "from this tab</textarea>" in text_of(response)
    assert note.body == "from the other tab"
    assert note.revisions.get(set_aside=True).body == "from this tab"


def test_saving_again_with_both_texts_in_view_goes_through(at_desk, wrote):
    note = wrote("Chain rule", "first")
    for body in ("other tab", "this tab"):
        response = at_desk.post(f"/notes/{note.pk}/edit/", {"title": "Chain rule", "revision": 1, "body": body})
    again = response.context["form"]
    at_desk.post(f"/notes/{note.pk}/edit/", {name: again[name].value() or "" for name in again.fields})
    note.refresh_from_db()
    assert note.body == "this tab"


def test_a_save_that_names_no_revision_overwrites_nothing(at_desk, wrote):
    note = wrote("Chain rule", "first")
    response = at_desk.post(f"/notes/{note.pk}/edit/", {"title": "Chain rule", "body": "second"})
    note.refresh_from_db()
    assert (response.status_code, note.body) == (409, "first")


def test_an_earlier_text_can_be_seen_and_restored(at_desk, wrote):
    note = wrote("Chain rule", "first", "lab:adam")
    at_desk.post(f"/notes/{note.pk}/edit/", {"title": "Renamed", "body": "second", "revision": 1})
    earlier = note.revisions.get()
    assert "first" in text_of(at_desk.get(f"/notes/{note.pk}/history/{earlier.pk}/"))
    at_desk.post(f"/notes/{note.pk}/history/{earlier.pk}/restore/")
    note = Note.objects.get()
    assert (note.title, note.body, note.revision) == ("Chain rule", "first", 3)
    assert [target.name for target in note.attachments] == ["adam"]


def test_an_earlier_title_that_is_taken_now_is_not_restored(at_desk, wrote):
    note = wrote("Chain rule", "first")
    at_desk.post(f"/notes/{note.pk}/edit/", {"title": "Renamed", "body": "second", "revision": 1})
    wrote("Chain rule", "a new one")
    answer = at_desk.post(f"/notes/{note.pk}/history/{note.revisions.get().pk}/restore/", follow=True)
    note.refresh_from_db()
    assert "was not restored" in text_of(answer)
    assert note.body == "second"


def test_deleting_asks_first_and_names_what_links_here(at_desk, wrote):
    note = wrote("Chain rule")
    wrote("Backprop", "[[Chain rule]]")
    assert ">Backprop</a>" in text_of(at_desk.get(f"/notes/{note.pk}/delete/"))
    assert Note.objects.filter(pk=note.pk).exists()
    at_desk.post(f"/notes/{note.pk}/delete/")
    assert not Note.objects.filter(pk=note.pk).exists()


def test_the_preview_renders_without_saving(at_desk):
    assert "<strong>so</strong>" in text_of(at_desk.post("/notes/preview/", {"body": "**so**"}))
    assert not Note.objects.exists()


def test_notes_beside_a_lab_come_as_a_fragment_with_a_way_to_add_one(at_desk, wrote):
    wrote("Adam", "", "lab:adam")
    wrote("Other")
    fragment = text_of(at_desk.get("/notes/beside/?lab=adam"))
    assert ">Adam</a>" in fragment
    assert "Other" not in fragment
    assert 'href="/notes/new/?lab=adam"' in fragment
    assert "<html" not in fragment


ADDRESSES = ["", "edit/", "delete/", "history/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_learners_note_is_not_found(at_desk, wrote, teammate, address):
    theirs = wrote("Private", "secret", learner=teammate)
    assert at_desk.get(f"/notes/{theirs.pk}/{address}").status_code == 404
    assert at_desk.post(f"/notes/{theirs.pk}/{address}").status_code in (404, 405)
    assert Note.objects.filter(pk=theirs.pk, body="secret").exists()


def test_another_learners_history_is_not_found(at_desk, wrote, teammate):
    theirs, mine = wrote("Private", "secret", learner=teammate), wrote("Mine")
    kept = theirs.revisions.create(number=9, title="x", written=theirs.created)
    for note in (theirs, mine):
        assert at_desk.get(f"/notes/{note.pk}/history/{kept.pk}/").status_code == 404
        assert at_desk.post(f"/notes/{note.pk}/history/{kept.pk}/restore/").status_code == 404


def test_the_list_and_the_fragment_show_only_ones_own(at_desk, wrote, teammate):
    wrote("Private", "secret", "lab:adam", learner=teammate)
    for address in ("/notes/", "/notes/?lab=adam", "/notes/?search=secret", "/notes/beside/?lab=adam"):
        assert "Private" not in text_of(at_desk.get(address))


def test_a_stranger_is_sent_to_sign_in(db, stranger):
    assert stranger.get("/notes/").status_code == 302
