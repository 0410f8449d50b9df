"""A teach-back from the first word to a met rubric, as its learner does it."""

from roadmap.notes.models import Note
from roadmap.notes.writing import revise, write
from roadmap.proofs.models import Assessment, TeachBack
from tests.proving import ENOUGH, WANTING, explain, present_note

HTMX = {"HX-Request": "true"}


def post(client, address, **values):
    return client.post(address, values)


def test_a_text_becomes_a_note_beside_the_topic_and_is_presented(at_desk, owner):
    answer = post(at_desk, "/proofs/teach-backs/new/", topic="chain-rule", text="Slopes\r\nmultiply.")
    presented = TeachBack.objects.get()
    assert answer["Location"] == presented.get_absolute_url()
    assert (presented.learner, presented.concept, presented.text) == (owner, "chain-rule", "Slopes\nmultiply.")
    note = Note.objects.about("topic", ["chain-rule"]).get()
    assert (presented.note, presented.note_revision, note.body) == (note, 1, "Slopes\nmultiply.")
    assert note.title == "The chain rule, in my own words"


def test_a_second_text_gets_a_title_of_its_own(at_desk):
    for text in ("One.", "Two.", "Three."):
        post(at_desk, "/proofs/teach-backs/new/", topic="chain-rule", text=text)
    assert {note.title for note in Note.objects.all()} == {
        "The chain rule, in my own words",
        "The chain rule, in my own words 2",
        "The chain rule, in my own words 3",
    }


def test_a_note_that_is_there_is_presented_as_it_is_and_the_same_text_once(at_desk, owner):
    from labs.markdown import Target

    note = write(owner, "Slopes", "They multiply.", [Target("topic", "chain-rule")])
    for _ in range(2):
        post(at_desk, "/proofs/teach-backs/new/", topic="chain-rule", note=note.pk)
    assert TeachBack.objects.get().title == "Slopes"
    assert Note.objects.count() == 1


def test_htmx_is_sent_to_the_rubric(at_desk):
    answer = at_desk.post("/proofs/teach-backs/new/", {"topic": "chain-rule", "text": "Slopes."}, headers=HTMX)
    assert answer["HX-Redirect"] == TeachBack.objects.get().get_absolute_url()


def test_what_cannot_be_presented_is_said_and_kept_on_the_page(at_desk, owner, teammate):
    from labs.markdown import Target

    empty = write(owner, "Empty", "", [Target("topic", "chain-rule")])
    full = write(owner, "Full", "Some.", [Target("topic", "chain-rule")])
    theirs = write(teammate, "Theirs", "Text.", [Target("topic", "chain-rule")])
    elsewhere = write(owner, "Elsewhere", "Text.", [Target("topic", "another")])
    for values, why in (
        ({"text": "  "}, "Write the explanation, or choose a note."),
        ({"note": empty.pk}, "is empty so far"),
        ({"note": theirs.pk, "text": "Mine."}, "not beside this topic any more"),
        ({"note": elsewhere.pk}, "not beside this topic any more"),
        ({"note": full.pk, "text": "Typed as well."}, "Both a note and a text were given."),
    ):
        answer = post(at_desk, "/proofs/teach-backs/new/", topic="chain-rule", **values)
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert values.get("text", "").strip() in answer.content.decode()
    assert not TeachBack.objects.exists()


def test_a_topic_that_is_not_there_has_no_teach_back(at_desk):
    assert post(at_desk, "/proofs/teach-backs/new/", topic="nothing", text="Words.").status_code == 404
    assert at_desk.get("/proofs/teach-backs/new/").status_code == 404
    assert at_desk.get("/proofs/teach-backs/new/?topic=chain-rule").status_code == 200


def test_the_rubric_is_answered_and_answered_again(at_desk, owner):
    presented = present_note(owner, "chain-rule")
    address = presented.get_absolute_url()
    post(at_desk, f"{address}assess/", **WANTING, remark="No numbers yet.")
    html = at_desk.get(address).content.decode()
    assert "Under way: 1 of its questions not yet." in html
    assert "No numbers yet." in html
    post(at_desk, f"{address}assess/", **ENOUGH)
    assert "Explained: the rubric was met on" in at_desk.get(address).content.decode()
    assert [one.is_met for one in Assessment.objects.all()] == [False, True]


def test_each_question_needs_its_answer(at_desk, owner):
    presented = present_note(owner, "chain-rule")
    for values in ({**ENOUGH, "words": ""}, {**ENOUGH, "words": "3"}, {**ENOUGH, "words": "x"}, {}):
        answer = post(at_desk, f"{presented.get_absolute_url()}assess/", **values)
        assert answer.status_code == 422
        assert "Choose one of the three." in answer.content.decode()
    assert not Assessment.objects.exists()


def test_a_changed_note_is_told_and_its_new_text_is_presented_beside_the_old_one(at_desk, owner):
    presented = explain(owner, "chain-rule")
    address = presented.get_absolute_url()
    assert "The note was changed since." not in at_desk.get(address).content.decode()
    revise(presented.note, 1, presented.note.title, "Another text.", [])
    html = at_desk.get(address).content.decode()
    assert "The note was changed since." in html
    assert "Slopes multiply along the path." in html
    answer = post(at_desk, f"{address}renew/")
    newer = TeachBack.objects.exclude(pk=presented.pk).get()
    assert answer["Location"] == newer.get_absolute_url()
    assert (newer.text, newer.note_revision, newer.met) == ("Another text.", 2, None)
    assert TeachBack.objects.get(pk=presented.pk).met


def test_the_text_outlives_its_note(at_desk, owner):
    presented = explain(owner, "chain-rule")
    presented.note.delete()
    html = at_desk.get(presented.get_absolute_url()).content.decode()
    assert "Its note was deleted." in html
    assert "Slopes multiply along the path." in html
    assert post(at_desk, f"{presented.get_absolute_url()}renew/").status_code == 302
    assert TeachBack.objects.count() == 1


def test_removing_says_what_it_costs(at_desk, owner):
    first, note = explain(owner, "chain-rule"), Note.objects.get()
    address = f"{first.get_absolute_url()}delete/"
    assert "the topic will be open again" in at_desk.get(address).content.decode()
    second = explain(owner, "chain-rule")
    assert "the topic keeps its proof" in at_desk.get(address).content.decode()
    open_one = present_note(owner, "another")
    assert "nothing that is proven changes" in at_desk.get(f"{open_one.get_absolute_url()}delete/").content.decode()
    assert post(at_desk, address)["Location"] == "/path/first/chain-rule/"
    assert not TeachBack.objects.filter(pk=first.pk).exists()
    assert Note.objects.filter(pk=note.pk).exists()
    assert TeachBack.objects.filter(pk=second.pk).exists()


def test_a_teach_back_whose_topic_left_every_roadmap_can_still_be_read_and_removed(at_desk, owner):
    presented = explain(owner, "gone")
    assert at_desk.get(presented.get_absolute_url()).status_code == 200
    assert "which stands on no roadmap of yours" in at_desk.get("/proofs/").content.decode()
    assert post(at_desk, f"{presented.get_absolute_url()}delete/")["Location"] == "/proofs/"
