"""Notes over REST, with a token as an editor would use it."""

import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient

from roadmap.notes.models import Note


@pytest.fixture
def api(owner):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {AuthToken.objects.create(owner)[1]}")
    return client


def titles(response):
    return [note["title"] for note in response.json()["results"]]


def test_without_a_token_nothing_is_answered(db):
    assert APIClient().get("/api/notes/").status_code == 401


def test_a_note_is_created_with_what_it_is_about(api, owner):
    sent = {
        "title": "Chain rule",
        "body": "  slopes\n",
        "topics": ["calculus"],
        "labs": ["adam"],
        "papers": ["arXiv:1706.03762v2"],
    }
    response = api.post("/api/notes/", sent, format="json")
    note = response.json()
    assert (response.status_code, response["ETag"]) == (201, '"1"')
    assert (note["body"], note["revision"]) == ("  slopes\n", 1)
    assert (note["topics"], note["labs"], note["papers"]) == (["calculus"], ["adam"], ["1706.03762"])
    assert Note.objects.of(owner).get().pk == note["id"]


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({}, "title", "Give the note a title."),
        ({"title": " "}, "title", "Give the note a title."),
        ({"title": "a|b"}, "title", "A title cannot hold"),
        ({"title": "CHAIN rule"}, "title", "You already have a note called"),
        ({"title": "x", "body": "y" * 100_001}, "body", "A note holds up to 100,000 characters"),
        ({"title": "x", "topics": "calculus"}, "topics", "list"),
        ({"title": "x\0"}, "title", "Null characters"),
    ],
)
def test_what_cannot_be_saved_is_answered_by_field(api, wrote, sent, field, sentence):
    wrote("Chain rule")
    response = api.post("/api/notes/", sent, format="json")
    assert response.status_code == 400
    assert sentence in str(response.json()["errors"][field])
    assert Note.objects.count() == 1


def test_a_patch_leaves_the_rest_as_it_is(api, wrote):
    note = wrote("Chain rule", "text", "topic:calculus", "lab:adam")
    response = api.patch(f"/api/notes/{note.pk}/", {"labs": ["sgd"]}, format="json")
    changed = response.json()
    assert (changed["title"], changed["body"], changed["topics"], changed["labs"]) == (
        "Chain rule",
        "text",
        ["calculus"],
        ["sgd"],
    )
    assert changed["revision"] == 2


def test_a_put_replaces_the_whole_note_and_keeps_the_earlier_text(api, wrote):
    note = wrote("Chain rule", "text", "topic:calculus")
    changed = api.put(f"/api/notes/{note.pk}/", {"title": "Rule"}, format="json").json()
    assert (changed["title"], changed["body"], changed["topics"]) == ("Rule", "", [])
    assert note.revisions.get().body == "text"


def test_a_note_is_deleted(api, wrote):
    note = wrote()
    assert api.delete(f"/api/notes/{note.pk}/").status_code == 204
    assert api.get(f"/api/notes/{note.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("search=slopes", {"Chain rule"}),
        ("topic=calculus", {"Chain rule"}),
        ("lab=adam", {"Adam"}),
        ("paper=https://arxiv.org/abs/1412.6980", {"Adam"}),
        ("lab=adam&topic=calculus", set()),
    ],
)
def test_the_list_is_narrowed(api, wrote, query, wanted):
    wrote("Chain rule", "slopes", "topic:calculus")
    wrote("Adam", "moments", "lab:adam", "paper:1412.6980")
    assert set(titles(api.get(f"/api/notes/?{query}"))) == wanted


def test_the_list_is_ordered_as_asked(api, wrote):
    for title in ("B", "A", "C"):
        wrote(title)
    assert titles(api.get("/api/notes/")) == ["C", "A", "B"]
    assert titles(api.get("/api/notes/?ordering=title")) == ["A", "B", "C"]


def test_an_ordering_there_is_not_is_refused_with_those_there_are(api):
    response = api.get("/api/notes/?ordering=learner__password")
    assert response.status_code == 400
    assert "updated, created, title" in response.json()["errors"]["ordering"][0]


def test_the_cursor_walks_every_note_once(api, wrote):
    wanted = {f"Note {number}" for number in range(7)}
    for title in wanted:
        wrote(title)
    seen, address = [], "/api/notes/?page_size=3"
    while address:
        page = api.get(address)
        seen += titles(page)
        address = page.json()["next"]
    assert len(seen) == 7
    assert set(seen) == wanted


def test_a_save_of_an_older_note_is_refused_with_the_present_one(api, wrote):
    note = wrote("Chain rule", "first")
    address = f"/api/notes/{note.pk}/"
    read = api.get(address)["ETag"]
    assert api.patch(address, {"body": "second"}, format="json", HTTP_IF_MATCH=read).status_code == 200
    late = api.patch(address, {"body": "third"}, format="json", HTTP_IF_MATCH=read)
    assert (late.status_code, late["ETag"], late.json()["present"]["body"]) == (412, '"2"', "second")
    assert api.get(address).json()["body"] == "second"


def test_a_changed_note_is_not_deleted_by_one_who_read_it_before(api, wrote):
    note = wrote()
    assert api.delete(f"/api/notes/{note.pk}/", HTTP_IF_MATCH='"7"').status_code == 412
    assert Note.objects.filter(pk=note.pk).exists()


@pytest.mark.parametrize("wanted", ["*", '"9", "1"'])
def test_any_version_or_one_of_several_may_be_demanded(api, wrote, wanted):
    note = wrote()
    answer = api.patch(f"/api/notes/{note.pk}/", {"body": "new"}, format="json", HTTP_IF_MATCH=wanted)
    assert answer.status_code == 200


@pytest.mark.parametrize("wanted", ["1", 'W/"1"', "nonsense"])
def test_a_tag_that_names_no_version_saves_nothing(api, wrote, wanted):
    note = wrote("Chain rule", "first")
    answer = api.patch(f"/api/notes/{note.pk}/", {"body": "new"}, format="json", HTTP_IF_MATCH=wanted)
    note.refresh_from_db()
    assert (answer.status_code, note.body) == (412, "first")


def test_a_note_that_did_not_change_is_not_sent_again(api, wrote):
    note = wrote()
    answer = api.get(f"/api/notes/{note.pk}/", HTTP_IF_NONE_MATCH='"1"')
    assert (answer.status_code, answer.content) == (304, b"")


def test_another_learners_notes_are_not_found(api, wrote, teammate):
    theirs = wrote("Private", "secret", learner=teammate)
    address = f"/api/notes/{theirs.pk}/"
    assert titles(api.get("/api/notes/")) == []
    answers = [api.get(address), api.put(address, {"title": "x"}), api.patch(address, {}), api.delete(address)]
    assert {answer.status_code for answer in answers} == {404}
    assert Note.objects.get(pk=theirs.pk).body == "secret"


def test_an_id_beyond_any_database_is_not_found(api):
    assert api.get(f"/api/notes/{10**30}/").status_code == 404


def test_the_list_costs_the_same_queries_however_long(api, wrote, django_assert_max_num_queries):
    for number in range(5):
        wrote(f"Note {number}", "", "lab:adam")
    with django_assert_max_num_queries(5):
        api.get("/api/notes/")


@pytest.mark.parametrize("cursor", ["zzz", "cD0=", "cD1ub3doZXJl", "bz0tMQ=="])
def test_a_cursor_of_no_list_is_not_found(api, wrote, cursor):
    wrote()
    response = api.get(f"/api/notes/?cursor={cursor}")
    assert response.status_code == 404
    assert "Begin again without it" in response.json()["detail"]


def test_a_cursor_of_another_ordering_is_not_found(api, wrote):
    for title in "ABC":
        wrote(title)
    by_title = api.get("/api/notes/?ordering=title&page_size=1").json()["next"]
    assert api.get(by_title.replace("ordering=title", "ordering=updated")).status_code == 404


@pytest.mark.parametrize(
    "body", ["[]", "null", '"x"', "{", '{"title": null}', '{"title": "\\ud800"}', '{"title": ["x"]}']
)
def test_a_body_that_is_no_note_is_refused(api, body):
    assert api.post("/api/notes/", body, content_type="application/json").status_code == 400
