"""The rest of the notes API: search, filters, tags, backlinks, history, many at once, twice the same."""

import json

import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient

from labs.markdown import Target
from roadmap.notes.models import Note
from roadmap.notes.writing import revise, set_aside


@pytest.fixture
def api(owner):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {AuthToken.objects.create(owner)[1]}")
    return client


def titles(response):
    return [note["title"] for note in response.json()["results"]]


def statuses(response):
    return [result["status"] for result in response.json()["results"]]


def test_a_search_answers_with_the_best_first_and_where_it_is(api, wrote):
    wrote("Slopes", "by the **chain** rule")
    wrote("Chain rule", "slopes multiply")
    wrote("Other", "nothing")
    response = api.get("/api/notes/?search=chain ru")
    assert titles(response) == ["Chain rule", "Slopes"]
    excerpt = response.json()["results"][1]["excerpt"]
    assert [piece["text"] for piece in excerpt if piece["marked"]] == ["chain", "rule"]
    assert "".join(piece["text"] for piece in excerpt) == "by the chain rule"


def test_the_cursor_walks_a_search_both_ways(api, wrote):
    for number in range(7):
        wrote(f"Note {number}", "chain " * number + "rule " * (7 - number))
    whole = titles(api.get("/api/notes/?search=rule"))
    pages, address = [], "/api/notes/?search=rule&page_size=3"
    while address:
        pages.append(api.get(address))
        address = pages[-1].json()["next"]
    assert [title for page in pages for title in titles(page)] == whole
    assert titles(api.get(pages[-1].json()["previous"])) == titles(pages[-2])


def test_a_search_may_be_ordered_otherwise(api, wrote):
    wrote("B rule", "rule rule")
    wrote("A", "a rule")
    assert titles(api.get("/api/notes/?search=rule&ordering=title")) == ["A", "B rule"]


@pytest.mark.parametrize("search", ['"', "title:(", "\0", "a\0b", "NEAR(", "🙂" * 50, "x OR", "%%%", "' OR 1=1 --"])
def test_hostile_searches_find_nothing(api, wrote, search):
    wrote("Plain", "letters only")
    response = api.get("/api/notes/", {"search": search})
    assert response.status_code == 400 if "\0" in search else titles(response) == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tag=SGD", {"A", "B"}),
        ("tag=%23sgd", {"A", "B"}),
        ("about=topic:calculus", {"A"}),
        ("about=paper:arXiv:1412.6980v3", {"B"}),
        ("about=Chain rule", {"B"}),
        ("about=tag", set()),
        ("since=2999-01-01T00:00:00Z", set()),
        ("since=2000-01-01T00:00:00Z&tag=sgd", {"A", "B"}),
    ],
)
def test_the_list_is_narrowed_by_tag_place_and_time(api, wrote, query, wanted):
    wrote("A", "#sgd", "topic:calculus")
    revise(wrote("B", "x"), 1, "B", "as [[chain RULE]]", [Target("tag", "sgd"), Target("paper", "1412.6980")])
    assert set(titles(api.get(f"/api/notes/?{query}"))) == wanted


def test_a_moment_that_cannot_be_read_is_answered_in_a_sentence(api):
    response = api.get("/api/notes/?since=yesterday")
    assert response.status_code == 400
    assert response.json()["errors"]["since"]


def test_tags_are_given_and_counted(api, wrote):
    wrote("A", "#sgd #adam")
    answer = api.post("/api/notes/", {"title": "B", "tags": ["#SGD", "mine"]}, format="json")
    assert answer.json()["tags"] == ["mine", "sgd"]
    assert api.get("/api/notes/tags/").json() == [
        {"tag": "adam", "notes": 1},
        {"tag": "mine", "notes": 1},
        {"tag": "sgd", "notes": 2},
    ]


def test_a_tag_that_is_none_is_refused(api):
    answer = api.post("/api/notes/", {"title": "B", "tags": ["two words"]}, format="json")
    assert answer.status_code == 400
    assert "cannot be a tag" in answer.json()["errors"]["tags"][0]


def test_backlinks_are_ones_own_notes_that_link_here(api, wrote, teammate):
    note = wrote("Chain rule")
    wrote("Backprop", "by the [[chain rule]]")
    wrote("Theirs", "[[Chain rule]]", learner=teammate)
    assert titles(api.get(f"/api/notes/{note.pk}/backlinks/")) == ["Backprop"]


def test_a_note_is_made_once_however_often_it_is_sent_under_one_key(api):
    sent = {"title": "Once", "body": "text"}
    answers = [api.post("/api/notes/", sent, format="json", HTTP_IDEMPOTENCY_KEY="k1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert (answers[1]["Idempotency-Replayed"], answers[1]["ETag"]) == ("true", '"1"')
    assert Note.objects.count() == 1


def test_the_history_is_read_and_an_earlier_text_restored(api, wrote):
    note = wrote("A", "one", "lab:adam")
    note = revise(note, 1, "A", "two", [Target("tag", "sgd")])
    set_aside(note, 1, "A", "too late", [])
    address = f"/api/notes/{note.pk}/history/"
    kept = {line["set_aside"]: line for line in api.get(address).json()["results"]}
    earlier = api.get(f"{address}{kept[False]['id']}/").json()
    assert (earlier["number"], earlier["body"], earlier["attachments"]) == (1, "one", ["lab:adam"])
    assert api.get(f"{address}{kept[True]['id']}/").json()["body"] == "too late"
    restored = api.post(f"{address}{kept[False]['id']}/restore/", HTTP_IF_MATCH='"2"')
    assert (restored.status_code, restored["ETag"]) == (200, '"3"')
    assert (restored.json()["body"], restored.json()["labs"], restored.json()["tags"]) == ("one", ["adam"], [])


def test_an_earlier_text_is_not_restored_over_a_change_unseen(api, wrote):
    note = wrote("A", "one")
    note = revise(note, 1, "A", "two", [])
    earlier = note.revisions.get()
    refused = api.post(f"/api/notes/{note.pk}/history/{earlier.pk}/restore/", HTTP_IF_MATCH='"1"')
    assert (refused.status_code, refused["ETag"], refused.json()["present"]["body"]) == (412, '"2"', "two")


def test_an_earlier_title_that_is_taken_now_is_not_restored(api, wrote):
    note = revise(wrote("A", "one"), 1, "B", "one", [])
    wrote("A", "another")
    refused = api.post(f"/api/notes/{note.pk}/history/{note.revisions.get().pk}/restore/")
    assert refused.status_code == 400
    assert "already have a note called “A”" in refused.json()["errors"]["title"][0]


def test_another_learners_history_and_backlinks_are_not_found(api, wrote, teammate):
    theirs = revise(wrote("Private", "one", learner=teammate), 1, "Private", "two", [])
    kept, mine = theirs.revisions.get(), wrote("Mine")
    for address in ("backlinks/", "history/", f"history/{kept.pk}/"):
        assert api.get(f"/api/notes/{theirs.pk}/{address}").status_code == 404
    for note in (theirs, mine):
        assert api.post(f"/api/notes/{note.pk}/history/{kept.pk}/restore/").status_code == 404


def test_many_notes_are_brought_in_each_with_its_own_result(api, wrote):
    wrote("Same", "text", "lab:adam")
    wrote("Other", "mine")
    sent = [
        {"title": "New", "body": "n", "tags": ["x"]},
        {"title": "same", "body": "text"},
        {"title": "Other", "body": "theirs"},
        {"title": "a|b"},
        "no note",
        {"title": "\ud800"},
        {"title": "new", "body": "another"},
    ]
    body = json.dumps({"notes": sent})
    answer = api.post("/api/notes/import/", body, content_type="application/json")
    assert answer.status_code == 200
    assert statuses(answer) == ["created", "refused", "refused", "refused", "refused", "refused", "refused"]
    assert "already have a note called" in answer.json()["results"][2]["errors"]["title"][0]
    assert Note.objects.get(title="Other").body == "mine"
    assert Note.objects.get(title="New").tags == ["x"]


def test_what_is_there_word_for_word_is_left_as_it_is(api, wrote):
    note = wrote("Same", "text", "lab:adam")
    answer = api.post("/api/notes/import/", {"notes": [{"title": "Same", "body": "text"}]}, format="json")
    assert answer.json()["results"] == [{"status": "unchanged", "note": note.pk, "errors": {}}]
    note.refresh_from_db()
    assert (note.revision, note.attachments) == (1, [Target("lab", "adam")])


def test_an_import_may_revise_and_keeps_what_it_replaces(api, wrote):
    note = wrote("Other", "mine", "lab:adam")
    sent = {"notes": [{"title": "Other", "body": "theirs"}], "existing": "revise"}
    assert statuses(api.post("/api/notes/import/", sent, format="json")) == ["revised"]
    assert statuses(api.post("/api/notes/import/", sent, format="json")) == ["unchanged"]
    note.refresh_from_db()
    assert (note.body, note.revisions.get().body, note.attachments) == ("theirs", "mine", [Target("lab", "adam")])


@pytest.mark.parametrize("sent", [{}, {"notes": "x"}, {"notes": [], "existing": "burn"}, {"notes": [{}] * 1001}, []])
def test_an_import_that_is_none_is_refused_whole(api, sent):
    assert api.post("/api/notes/import/", sent, format="json").status_code == 400


def test_an_import_is_done_once_under_one_key(api):
    sent = {"notes": [{"title": "A"}]}
    answers = [api.post("/api/notes/import/", sent, format="json", HTTP_IDEMPOTENCY_KEY="k") for _ in range(2)]
    assert [statuses(answer) for answer in answers] == [["created"], ["created"]]
    assert Note.objects.count() == 1


def test_a_search_costs_the_same_queries_however_much_it_finds(api, wrote, django_assert_max_num_queries):
    for number in range(5):
        wrote(f"Note {number}", "rule", "lab:adam")
    with django_assert_max_num_queries(5):
        assert len(titles(api.get("/api/notes/?search=rule"))) == 5
