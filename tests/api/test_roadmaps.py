"""Roadmaps, topics and ticks over REST."""

import pytest

from roadmap.path.models import Tick
from tests.api.conftest import client_of
from tests.roadmaps import make_roadmap, say, send

TEXT = """\
# First

## Begin

- [ ] Parent ^parent
  - [ ] One [[lab:activation-zoo]] ^one
  - [ ] Two words ^two
- [ ] Reached #milestone [[lab:activation-zoo]] ^reached

## Go on

- [ ] Three ^three
"""
TOPICS = "/api/roadmaps/first/topics/"


@pytest.fixture(autouse=True)
def first(db):
    return make_roadmap(TEXT)


def post(api, key, what, **sent):
    return api.post(f"{TOPICS}{key}/{what}/", sent, format="json")


def keys(response):
    return [topic["key"] for topic in response.json()["results"]]


def ticks(learner):
    return dict(Tick.objects.filter(learner=learner).values_list("concept__key", "state"))


def test_the_roadmaps_are_those_built_in_and_ones_own(api, owner, teammate):
    make_roadmap("# Mine\n\n## A\n\n- [ ] B ^b\n", owner, slug="mine")
    make_roadmap("# Theirs\n\n## A\n\n- [ ] C ^c\n", teammate, slug="theirs")
    told = {one["slug"]: one["built_in"] for one in api.get("/api/roadmaps/").json()["results"]}
    assert told == {"first": True, "mine": False}
    assert api.get("/api/roadmaps/theirs/").status_code == 404
    assert api.get("/api/roadmaps/theirs/topics/").status_code == 404


def test_a_roadmap_tells_its_phases_and_how_far_one_is(api, owner):
    send(owner, "activation-zoo")
    say(owner, "three", "claimed")
    told = api.get("/api/roadmaps/first/").json()
    assert [phase["title"] for phase in told["phases"]] == ["Begin", "Go on"]
    assert [phase["tally"]["proven"] for phase in told["phases"]] == [2, 0]
    assert told["phases"][1]["state"] == "claimed"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["parent", "one", "two", "reached", "three"]),
        ("state=proven", ["one", "reached"]),
        ("kind=milestone", ["reached"]),
        ("phase=go-on", ["three"]),
        ("lab=activation-zoo", ["one", "reached"]),
        ("leaves=false", ["parent"]),
        ("search=WORDS two", ["two"]),
        ("ordering=-title", ["two", "three", "reached", "parent", "one"]),
        ("page_size=2", ["parent", "one"]),
    ],
)
def test_topics_are_narrowed_and_ordered(api, owner, query, wanted):
    send(owner, "activation-zoo")
    assert keys(api.get(f"{TOPICS}?{query}")) == wanted


@pytest.mark.parametrize("query", ["state=done", "leaves=perhaps", "ordering=body"])
def test_a_filter_there_is_not_is_refused(api, query):
    assert list(api.get(f"{TOPICS}?{query}").json()["errors"]) == [query.partition("=")[0]]


def test_a_topic_tells_what_proves_it(api, owner):
    send(owner, "activation-zoo")
    told = api.get(f"{TOPICS}one/").json()
    assert (told["state"], told["parent"], told["links"]) == (
        "proven",
        "parent",
        [{"kind": "lab", "target": "activation-zoo"}],
    )
    assert [(part["kind"], part["target"], part["state"]) for part in told["parts"]] == [
        ("lab", "activation-zoo", "proven")
    ]
    assert api.get(f"{TOPICS}nothing/").status_code == 404


def test_claiming_and_skipping_say_it_and_take_it_back(api, owner):
    assert post(api, "three", "claim").json()["state"] == "claimed"
    assert ticks(owner) == {"three": "claimed"}
    assert post(api, "three", "unclaim").json()["state"] == "not_begun"
    assert post(api, "three", "skip").json()["state"] == "skipped"
    assert post(api, "three", "unskip").json()["state"] == "not_begun"
    assert ticks(owner) == {}


def test_claiming_a_parent_claims_the_leaves_under_it(api, owner):
    assert post(api, "parent", "claim").json()["state"] == "claimed"
    assert ticks(owner) == {"one": "claimed", "two": "claimed"}


def test_an_open_milestone_is_claimed_only_by_one_who_means_it(api, owner):
    refused = post(api, "reached", "claim")
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (409, "urn:gradus:problem:still-open")
    assert [part["target"] for part in problem["open"]] == ["activation-zoo"]
    assert ticks(owner) == {}
    assert post(api, "reached", "claim", although_open=True).json()["state"] == "claimed"


def test_nothing_is_said_of_a_topic_that_changed_since_it_was_read(api, owner):
    tag = api.get(f"{TOPICS}three/").headers["ETag"]
    say(owner, "three", "skipped")
    late = api.post(f"{TOPICS}three/claim/", headers={"If-Match": tag})
    assert (late.status_code, late.json()["present"]["state"]) == (412, "skipped")
    assert ticks(owner) == {"three": "skipped"}


def test_a_topic_that_did_not_change_is_not_sent_again(api):
    tag = api.get(f"{TOPICS}three/").headers["ETag"]
    assert api.get(f"{TOPICS}three/", headers={"If-None-Match": tag}).status_code == 304


def test_ticks_are_listed_and_taken_back(api, owner):
    say(owner, "one", "claimed")
    say(owner, "two", "skipped")
    assert keys(api.get("/api/ticks/?ordering=key")) == ["one", "two"]
    assert keys(api.get("/api/ticks/?state=skipped")) == ["two"]
    assert api.get("/api/ticks/one/").json()["state"] == "claimed"
    assert api.delete("/api/ticks/one/").status_code == 204
    assert ticks(owner) == {"two": "skipped"}


def test_another_learners_ticks_are_nobody_elses(owner, teammate, redis):
    say(teammate, "one", "claimed")
    api = client_of(owner)
    assert keys(api.get("/api/ticks/")) == []
    assert api.delete("/api/ticks/one/").status_code == 404
    assert ticks(teammate) == {"one": "claimed"}


def test_the_topics_cost_the_same_queries_however_many(api, owner, django_assert_max_num_queries):
    many = "\n".join(f"- [ ] Topic {number} [[lab:lab-{number}]] ^topic-{number}" for number in range(60))
    make_roadmap(f"# Long\n\n## A\n\n{many}\n", slug="long")
    with django_assert_max_num_queries(25):
        assert len(keys(api.get("/api/roadmaps/long/topics/"))) == 50
