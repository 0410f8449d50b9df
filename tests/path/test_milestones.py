"""Milestones: what each requires, what is missing, its date, and claiming it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from roadmap.path.milestones import milestones_of
from roadmap.path.models import MilestoneGoal, Roadmap, Tick
from tests.proving import explain, keep
from tests.roadmaps import make_roadmap, say, send

TEXT = """
# First
## Ground
- [ ] Ground [[lab:one]] ^ground
## Goals
- [ ] Goal [[lab:two]] [[lab:absent]] [[topic:ground]] #milestone ^goal
- [ ] Reachable [[lab:three]] #milestone ^reachable
- [ ] Bare #milestone ^bare
"""


@pytest.fixture(autouse=True)
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


@pytest.fixture
def signed_in(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def post(client: Client, key: str, button: str, **values: str) -> HttpResponse:
    return client.post(f"/path/milestones/{key}/{button}/", {f"{button}-{key}-{n}": v for n, v in values.items()})  # type: ignore[return-value]


def claimed(learner: User) -> list[str]:
    return list(Tick.objects.filter(learner=learner, state="claimed").values_list("concept__key", flat=True))


def goal_of(learner: User) -> str | None:
    goal = MilestoneGoal.objects.filter(learner=learner).first()
    return goal.target_date.isoformat() if goal else None


def test_each_requires_its_labs_and_topics_and_says_what_is_missing(owner: User) -> None:
    send(owner, "two")
    goal, reachable, bare = milestones_of(owner)
    assert [(one.part.kind, one.part.target, one.part.state) for one in goal.requirements] == [
        ("lab", "two", "proven"),
        ("lab", "absent", "not_begun"),
        ("topic", "ground", "not_begun"),
    ]
    assert [one.missing for one in (goal, reachable, bare)] == [2, 1, 0]


def test_the_page_shows_it(signed_in: Client, owner: User) -> None:
    html = signed_in.get("/path/milestones/").content.decode()
    assert "Requires 3: 3 missing" in html
    assert "not in this catalogue yet" in html
    assert 'href="/path/first/ground/"' in html
    assert 'href="/labs/two/"' in html


def test_a_milestone_of_two_roadmaps_stands_once_with_both_names(owner: User) -> None:
    make_roadmap("# Second\n- [ ] Reachable [[lab:three]] #milestone ^reachable\n", slug="second")
    found = {one.key: one for one in milestones_of(owner)}
    assert len(found) == 3
    assert [roadmap.title for roadmap in found["reachable"].roadmaps] == ["First", "Second"]


def test_a_milestone_of_another_learner_is_not_shown(owner: User, teammate: User, signed_in: Client) -> None:
    make_roadmap("# Theirs\n- [ ] Secret #milestone ^secret\n", teammate, "theirs")
    assert "secret" not in {one.key for one in milestones_of(owner)}
    assert post(signed_in, "secret", "claim").status_code == 404


def test_a_date_is_set_changed_and_taken_back(signed_in: Client, owner: User) -> None:
    day = timezone.localdate() + timedelta(days=10)
    answer = post(signed_in, "goal", "date", target_date=day.isoformat())
    assert answer["Location"] == "/path/milestones/#goal"
    assert goal_of(owner) == day.isoformat()
    html = signed_in.get("/path/milestones/").content.decode()
    assert f'value="{day.isoformat()}"' in html
    assert "10 days left" in html
    post(signed_in, "goal", "date", target_date=(day + timedelta(days=1)).isoformat())
    assert goal_of(owner) == (day + timedelta(days=1)).isoformat()
    post(signed_in, "goal", "date", target_date="")
    assert goal_of(owner) is None


@pytest.mark.parametrize(
    ("written", "why"),
    [("31 March", "That is no date."), ("2020-01-01", "That day is past."), ("2027-02-30", "no date")],
)
def test_a_date_that_cannot_be_is_refused_and_kept_on_the_page(
    signed_in: Client, owner: User, written: str, why: str
) -> None:
    answer = post(signed_in, "goal", "date", target_date=written)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert f'value="{written}"' in answer.content.decode()
    assert goal_of(owner) is None


def test_a_date_that_has_passed_is_told(signed_in: Client, owner: User) -> None:
    topic = milestones_of(owner)[0].topic
    MilestoneGoal.objects.set(owner, topic.concept, timezone.localdate() - timedelta(days=1))
    assert "1 day past" in signed_in.get("/path/milestones/").content.decode()


def test_with_something_open_a_claim_needs_the_word_for_it(signed_in: Client, owner: User) -> None:
    answer = post(signed_in, "goal", "claim")
    assert answer.status_code == 422
    assert "It was not claimed: tick the box to say that this is meant." in answer.content.decode()
    assert claimed(owner) == []
    assert post(signed_in, "goal", "claim", although="on").status_code == 302
    assert claimed(owner) == ["goal"]


def test_a_claim_keeps_what_was_open_and_says_so(signed_in: Client, owner: User) -> None:
    send(owner, "two")
    post(signed_in, "goal", "claim", although="on")
    assert Tick.objects.get(learner=owner).missing == ["lab:absent", "topic:ground"]
    html = signed_in.get("/path/milestones/").content.decode()
    assert "when 2 of what it requires were open" in html
    assert "<li>absent</li>" in html
    assert "<li>Ground</li>" in html
    send(owner, "one")
    assert "<li>Ground, there by now</li>" in signed_in.get("/path/milestones/").content.decode()


def test_a_claim_with_nothing_open_says_nothing_of_the_kind(signed_in: Client, owner: User) -> None:
    post(signed_in, "bare", "claim")
    assert Tick.objects.get(learner=owner).missing == []
    assert "were open" not in signed_in.get("/path/milestones/").content.decode()


def test_what_was_open_goes_with_the_claim(signed_in: Client, owner: User) -> None:
    post(signed_in, "goal", "claim", although="on")
    post(signed_in, "goal", "unclaim")
    say(owner, "goal", "skipped")
    assert Tick.objects.get(learner=owner).missing == []


def test_what_a_milestone_required_once_is_still_told(signed_in: Client, owner: User) -> None:
    post(signed_in, "reachable", "claim", although="on")
    make_roadmap("# First\n- [ ] Reachable [[lab:two]] #milestone ^reachable\n")
    assert "<li>lab three</li>" in signed_in.get("/path/milestones/").content.decode()


def test_every_kind_of_evidence_can_be_required(signed_in: Client, owner: User) -> None:
    make_roadmap(
        "# First\n- [ ] Every [[lab:two]] [[paper:1706.03762]] #proof/note #proof/artefact #proof/link "
        "#proof/reading #proof/paper #milestone ^every\n"
    )
    keep(owner, "every", "link")
    explain(owner, "every")
    (every,) = milestones_of(owner)
    assert [(one.part.kind, one.part.state) for one in every.requirements] == [
        ("lab", "not_begun"),
        ("note", "proven"),
        ("paper", "not_begun"),
        ("artefact", "not_begun"),
        ("reading", "not_begun"),
        ("link", "proven"),
    ]
    html = signed_in.get("/path/milestones/").content.decode()
    assert "Requires 6: 4 missing" in html
    assert 'href="/path/first/every/#artefact-of-every"' in html
    assert "/papers/new/?identifier=1706.03762" in html


def test_an_artefact_stands_in_for_a_lab_that_is_to_come(signed_in: Client, owner: User) -> None:
    send(owner, "one")
    send(owner, "two")
    assert "an artefact stands in: " in signed_in.get("/path/milestones/").content.decode()
    keep(owner, "goal", "artefact")
    goal = milestones_of(owner)[0]
    assert (goal.missing, goal.progress.own) == (0, "proven")
    assert "an artefact stands in for it" in signed_in.get("/path/milestones/").content.decode()


def test_with_nothing_open_a_click_claims(signed_in: Client, owner: User) -> None:
    post(signed_in, "bare", "claim")
    assert claimed(owner) == ["bare"]


def test_a_claim_is_taken_back(signed_in: Client, owner: User) -> None:
    say(owner, "goal", "claimed")
    assert "Unclaim" in signed_in.get("/path/milestones/").content.decode()
    post(signed_in, "goal", "unclaim")
    assert claimed(owner) == []


def test_a_proven_milestone_offers_no_claim(signed_in: Client, owner: User) -> None:
    send(owner, "three")
    html = signed_in.get("/path/milestones/").content.decode()
    assert "Requires 1: nothing is missing" in html
    assert "/path/milestones/reachable/claim/" not in html
    assert "/path/milestones/goal/claim/" in html


def test_the_date_of_one_is_not_the_date_of_another(signed_in: Client, owner: User, teammate: User) -> None:
    day = timezone.localdate() + timedelta(days=10)
    post(signed_in, "goal", "date", target_date=day.isoformat())
    assert goal_of(teammate) is None


def test_a_topic_that_is_no_milestone_has_no_such_page(signed_in: Client) -> None:
    assert post(signed_in, "ground", "claim").status_code == 404


def test_without_milestones_the_page_says_how_to_have_one(signed_in: Client, first: Roadmap) -> None:
    make_roadmap("# First\n- [ ] Only a topic\n")
    assert "#milestone" in signed_in.get("/path/milestones/").content.decode()
