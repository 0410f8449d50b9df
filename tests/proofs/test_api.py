"""Evidence over REST, as a script would send it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roadmap.notes.models import Note
from roadmap.notes.writing import write
from roadmap.proofs.models import Assessment, Exhibit, TeachBack
from tests.api.conftest import client_of
from tests.proving import ENOUGH, WANTING, explain, keep, present_note

HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def api(owner, topic, redis):
    return client_of(owner)


@pytest.fixture
def theirs(teammate, redis):
    return client_of(teammate)


def test_a_text_is_presented_answered_and_read(api):
    made = api.post("/api/teach-backs/", {"topic": "chain-rule", "text": "Slopes multiply.\n"}, format="json")
    assert made.status_code == 201
    assert made["ETag"]
    assert made.data["text"] == "Slopes multiply.\n"
    assert made.data["note"] == Note.objects.get().pk
    address = f"/api/teach-backs/{made.data['id']}/"
    doubted = api.post(f"{address}assess/", {**WANTING, "remark": "No numbers."}, format="json")
    assert (doubted.data["met"], doubted.data["wanting"]) == (None, ["example"])
    api.post(f"{address}assess/", ENOUGH, format="json")
    read = api.get(address)
    assert read.data["met"]
    assert [(one["assessor"], one["met"], one["remark"]) for one in read.data["assessments"]] == [
        ("owner", False, "No numbers."),
        ("owner", True, ""),
    ]


def test_a_note_is_presented_as_it_is(api, owner):
    note = write(owner, "Slopes", "They multiply.")
    made = api.post("/api/teach-backs/", {"topic": "chain-rule", "note": note.pk}, format="json")
    assert (made.data["title"], made.data["text"], made.data["note_revision"]) == ("Slopes", "They multiply.", 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"topic": "chain-rule"}, "text"),
        ({"topic": "chain-rule", "text": " \n "}, "text"),
        ({"topic": "nothing", "text": "Words."}, "topic"),
        ({"topic": "no slug", "text": "Words."}, "topic"),
        ({"text": "Words."}, "topic"),
        ({"topic": "chain-rule", "note": 10**12}, "note"),
        ({"topic": "chain-rule", "text": "x" * 100_001}, "text"),
    ],
)
def test_what_cannot_be_presented_is_refused_by_field(api, values, field):
    answer = api.post("/api/teach-backs/", values, format="json")
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert not TeachBack.objects.exists()


def test_the_note_of_another_learner_cannot_be_presented(api, teammate):
    note = write(teammate, "Theirs", "Words.")
    answer = api.post("/api/teach-backs/", {"topic": "chain-rule", "note": note.pk}, format="json")
    assert "note" in answer.json()["errors"]


@pytest.mark.parametrize("wrong", [{"words": 3}, {"words": -1}, {"words": None}, {"words": "well"}])
def test_a_rubric_wants_a_level_for_each_question(api, owner, wrong):
    presented = present_note(owner, "chain-rule")
    answer = api.post(f"/api/teach-backs/{presented.pk}/assess/", ENOUGH | wrong, format="json")
    assert "words" in answer.json()["errors"]
    assert api.post(f"/api/teach-backs/{presented.pk}/assess/", {}, format="json").status_code == 400
    assert not Assessment.objects.exists()


def test_sharing_tells_a_link_and_ends(api, owner, teammate):
    presented = present_note(owner, "chain-rule", "Slopes multiply.")
    shared = api.post(f"/api/teach-backs/{presented.pk}/share/").data["shared"]
    mentor = Client()
    mentor.force_login(teammate)
    assert "Slopes multiply." in mentor.get(shared.removeprefix("http://testserver")).content.decode()
    assert api.post(f"/api/teach-backs/{presented.pk}/unshare/").data["shared"] == ""
    assert mentor.get(shared.removeprefix("http://testserver")).status_code == 404


def test_the_list_is_without_texts_and_is_narrowed_and_ordered(api, owner, django_assert_max_num_queries):
    for concept in ("chain-rule", "another", "another"):
        explain(owner, concept)
    with django_assert_max_num_queries(6):
        listed = api.get("/api/teach-backs/").data["results"]
    assert len(listed) == 3
    assert "text" not in listed[0]
    assert len(api.get("/api/teach-backs/?topic=another").data["results"]) == 2
    assert len(api.get("/api/teach-backs/?search=on%20chain-rule").data["results"]) == 1
    ordered = api.get("/api/teach-backs/?ordering=concept").data["results"]
    assert [one["topic"] for one in ordered] == ["another", "another", "chain-rule"]


def test_a_text_does_not_change_and_can_be_removed(api, owner):
    presented = explain(owner, "chain-rule")
    address = f"/api/teach-backs/{presented.pk}/"
    assert api.patch(address, {"text": "Other."}, format="json").status_code == 405
    assert api.delete(address, headers={"If-Match": '"older"'}).status_code == 412
    assert api.delete(address, headers={"If-Match": api.get(address)["ETag"]}).status_code == 204
    assert not TeachBack.objects.exists()
    assert Note.objects.exists()


ARTEFACT = {"topic": "chain-rule", "says": "Weights", "sha256": HASH.upper(), "file_name": "w.pt", "size": 3}


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("artefact", ARTEFACT),
        ("artefact", {"topic": "chain-rule", "says": "Log", "log": "step 1\n"}),
        ("reading", {"topic": "chain-rule", "says": "Chapter 6", "day": "2026-01-02"}),
        ("link", {"topic": "chain-rule", "says": "Rank", "url": "https://example.org/rank"}),
    ],
)
def test_each_kind_is_kept_read_changed_and_removed(api, owner, kind, values):
    made = api.post(f"/api/{kind}s/", values, format="json")
    assert made.status_code == 201
    kept = Exhibit.objects.get()
    assert (kept.learner, kept.kind, kept.concept) == (owner, kind, "chain-rule")
    told = {name: value.lower() if name == "sha256" else value for name, value in values.items()}
    assert told.items() <= made.data.items()
    address = f"/api/{kind}s/{kept.pk}/"
    assert api.get(address, headers={"If-None-Match": made["ETag"]}).status_code == 304
    assert (
        api.patch(address, {"says": "Better said"}, headers={"If-Match": made["ETag"]}, format="json").status_code
        == 200
    )
    assert api.patch(address, {"says": "Late"}, headers={"If-Match": made["ETag"]}, format="json").status_code == 412
    assert api.get(address).data["says"] == "Better said"
    others = {"artefact", "reading", "link"} - {kind}
    assert [api.get(f"/api/{other}s/{kept.pk}/").status_code for other in others] == [404, 404]
    assert api.delete(address).status_code == 204


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("artefact", {"says": "Nothing"}, "non_field_errors"),
        ("artefact", {"says": "Hash", "sha256": "abc"}, "sha256"),
        ("artefact", {"says": "Name", "file_name": "w.pt", "log": "x"}, "sha256"),
        ("artefact", {"says": "Size", "log": "x", "size": -1}, "size"),
        ("artefact", {"says": "Size", "log": "x", "size": 2**80}, "size"),
        ("reading", {"says": ""}, "says"),
        ("reading", {"says": "To come", "day": "2999-01-01"}, "day"),
        ("reading", {"says": "Long ago", "day": "0001-01-01"}, "day"),
        ("link", {"says": "No address"}, "url"),
        ("link", {"says": "Script", "url": "javascript:alert(1)"}, "url"),
        ("link", {"says": "Nowhere", "url": "https://example.org", "topic": "nothing"}, "topic"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(api, kind, values, field):
    answer = api.post(f"/api/{kind}s/", {"topic": "chain-rule", **values}, format="json")
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert not Exhibit.objects.exists()


def test_an_artefact_cannot_lose_all_that_it_shows(api, owner):
    kept = keep(owner, "chain-rule", "artefact")
    answer = api.patch(f"/api/artefacts/{kept.pk}/", {"url": ""}, format="json")
    assert answer.status_code == 400
    assert api.patch(f"/api/artefacts/{kept.pk}/", {"url": "", "log": "x"}, format="json").status_code == 200


def test_sent_twice_under_one_key_it_is_kept_once(api):
    values = {"topic": "chain-rule", "says": "Chapter 6"}
    for _ in range(2):
        api.post("/api/readings/", values, format="json", headers={"Idempotency-Key": "one"})
    assert Exhibit.objects.count() == 1


def test_lists_are_narrowed_by_topic_day_and_words(api, owner):
    for day in range(3):
        keep(owner, "chain-rule", "reading", day, says=f"Chapter {day}")
    keep(owner, "another", "reading", says="Elsewhere")
    assert len(api.get("/api/readings/?topic=chain-rule").data["results"]) == 3
    assert len(api.get("/api/readings/?topic=chain-rule&day_from=2026-03-02").data["results"]) == 2
    assert len(api.get("/api/readings/?day_to=2026-03-01&search=chapter").data["results"]) == 1
    assert len(api.get("/api/readings/?page_size=2&ordering=day").data["results"]) == 2
    assert api.get("/api/links/").data["results"] == []


def test_another_learner_finds_nothing_of_it(api, theirs, owner):
    presented, kept = explain(owner, "chain-rule"), keep(owner, "chain-rule", "link")
    for address in (f"/api/teach-backs/{presented.pk}/", f"/api/links/{kept.pk}/"):
        assert theirs.get(address).status_code == theirs.delete(address).status_code == 404
    for button in ("share", "unshare", "assess"):
        assert theirs.post(f"/api/teach-backs/{presented.pk}/{button}/").status_code == 404
    assert theirs.get("/api/teach-backs/").data["results"] == theirs.get("/api/links/").data["results"] == []


def test_the_days_of_a_learner_end_today(api):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    values = {"topic": "chain-rule", "says": "To come", "day": tomorrow}
    assert api.post("/api/readings/", values, format="json").status_code == 400
