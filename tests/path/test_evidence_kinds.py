"""Each kind of evidence by itself, several together, and what stands in for what is not to be had."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.path.evidence import State, TopicProgress, proof_dates, status_of, statuses
from roadmap.path.models import Roadmap, Topic
from roadmap.path.tally import Tally
from roadmap.proofs.presenting import assess
from roadmap.reviews.facts import make_cards
from roadmap.reviews.models import Card
from tests.proving import ENOUGH, WANTING, explain, keep, on, present_note, reproduce
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Ground
- [ ] Note #proof/note ^note
- [ ] Artefact #proof/artefact ^artefact
- [ ] Reading #proof/reading ^reading
- [ ] Link #proof/link ^link
- [ ] Any paper #proof/paper ^any-paper
- [ ] Two papers [[paper:1706.03762]] [[paper:10.1038/Nature14539]] #proof/paper ^two-papers
- [ ] Paper beside it [[paper:1706.03762]] #proof/note ^paper-beside
- [ ] Several [[lab:one]] #proof/note #proof/artefact ^several
- [ ] Every lab [[lab:one]] [[lab:absent]] #proof/lab ^every-lab
- [ ] To come [[lab:absent]] ^to-come
- [ ] Bare ^bare
- [ ] Parent #proof/note ^parent
  - [ ] Child ^child
## Goals
- [ ] Goal [[lab:one]] [[lab:absent]] [[topic:note]] #proof/link #milestone ^goal
"""


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two")


@pytest.fixture(autouse=True)
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


def state(learner: User, key: str) -> State:
    return status_of(learner, [key])[key]


def standing(learner: User, roadmap: Roadmap, key: str) -> TopicProgress:
    return statuses(learner, roadmap).topics[Topic.objects.of(roadmap).get(concept__key=key).pk]


def test_a_note_beside_a_topic_proves_nothing_until_its_rubric_is_met(owner: User) -> None:
    assert state(owner, "note") is State.NOT_BEGUN
    teach_back = present_note(owner, "note")
    assert state(owner, "note") is State.UNDER_WAY
    assess(teach_back, owner, WANTING)
    assert state(owner, "note") is State.UNDER_WAY
    assess(teach_back, owner, ENOUGH)
    assert state(owner, "note") is State.PROVEN


def test_a_later_doubt_takes_no_explanation_away(owner: User) -> None:
    teach_back = explain(owner, "note")
    assess(teach_back, owner, WANTING)
    assert state(owner, "note") is State.PROVEN


def test_a_revised_note_takes_nothing_away_from_what_it_explained(owner: User) -> None:
    teach_back = explain(owner, "note")
    assert teach_back.note
    teach_back.note.body = "Something else."
    teach_back.note.save()
    assert state(owner, "note") is State.PROVEN
    teach_back.note.delete()
    assert state(owner, "note") is State.PROVEN


@pytest.mark.parametrize("kind", ["artefact", "reading", "link"])
def test_what_is_kept_proves_a_topic_that_asks_for_its_kind_alone(owner: User, kind: str) -> None:
    for other in {"artefact", "reading", "link"} - {kind}:
        keep(owner, kind, other)
    assert state(owner, kind) is State.NOT_BEGUN
    kept = keep(owner, kind, kind)
    assert state(owner, kind) is State.PROVEN
    kept.delete()
    assert state(owner, kind) is State.NOT_BEGUN


def test_any_paper_reproduced_proves_a_topic_that_names_none(owner: User) -> None:
    assert state(owner, "any-paper") is State.NOT_BEGUN
    reproduce(owner, "2001.00001", seeds=2)
    assert state(owner, "any-paper") is State.UNDER_WAY
    reproduce(owner, "2001.00002")
    assert state(owner, "any-paper") is State.PROVEN


def test_of_the_papers_that_a_topic_names_each_is_asked_for_however_it_is_spelled(owner: User) -> None:
    reproduce(owner, "2001.00001")
    reproduce(owner, "1706.03762")
    assert state(owner, "two-papers") is State.UNDER_WAY
    made = reproduce(owner, "")
    made.paper.doi = "10.1038/nature14539"
    made.paper.save()
    assert state(owner, "two-papers") is State.PROVEN


@pytest.mark.parametrize(
    ("status", "seeds", "claims", "then"),
    [
        ("done", 3, 2, State.PROVEN),
        ("done", 2, 1, State.UNDER_WAY),
        ("done", 3, 0, State.UNDER_WAY),
        ("running", 3, 1, State.UNDER_WAY),
        ("planned", 0, 1, State.NOT_BEGUN),
        ("abandoned", 3, 1, State.NOT_BEGUN),
    ],
)
def test_a_reproduction_counts_when_it_is_done_with_three_seeds_for_each_claim(
    owner: User, status: str, seeds: int, claims: int, then: State
) -> None:
    reproduce(owner, "2001.00001", seeds, status, claims)
    assert state(owner, "any-paper") is then


def test_a_paper_that_only_stands_beside_a_topic_is_not_asked_for(owner: User) -> None:
    explain(owner, "paper-beside")
    assert state(owner, "paper-beside") is State.PROVEN


def test_several_kinds_are_asked_for_together(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    explain(owner, "several", day=3)
    assert state(owner, "several") is State.UNDER_WAY
    assert [part.kind for part in standing(owner, first, "several").open_parts] == ["artefact"]
    keep(owner, "several", "artefact", day=1)
    assert state(owner, "several") is State.PROVEN
    assert proof_dates(owner, first)["several"] == on(3)


def test_a_topic_that_asks_for_nothing_is_proven_by_an_explanation_or_an_artefact(
    owner: User, teammate: User, first: Roadmap
) -> None:
    assert standing(owner, first, "bare").stand_ins == ("note", "artefact")
    assert standing(owner, first, "bare").open_parts == []
    present_note(owner, "bare")
    assert state(owner, "bare") is State.UNDER_WAY
    keep(owner, "bare", "artefact")
    assert state(owner, "bare") is State.PROVEN
    explain(teammate, "bare")
    assert state(teammate, "bare") is State.PROVEN


def test_what_stands_in_for_a_lab_stands_back_once_the_lab_is_here(owner: User, settings: Any, tmp_path: Path) -> None:
    explain(owner, "to-come")
    assert state(owner, "to-come") is State.PROVEN
    settings.CATALOG_DIR = make_labs(tmp_path / "later", "one", "absent")
    assert state(owner, "to-come") is State.NOT_BEGUN
    send(owner, "absent")
    assert state(owner, "to-come") is State.PROVEN


def test_a_reading_or_a_link_stands_in_for_nothing(owner: User) -> None:
    keep(owner, "bare", "reading")
    keep(owner, "bare", "link")
    assert state(owner, "bare") is State.NOT_BEGUN


@pytest.mark.parametrize("key", ["every-lab", "goal"])
def test_an_artefact_stands_in_for_the_labs_that_are_not_here_where_all_are_asked_for(
    owner: User, first: Roadmap, key: str
) -> None:
    send(owner, "one")
    explain(owner, "note")
    keep(owner, "goal", "link")
    assert state(owner, key) is State.UNDER_WAY
    assert standing(owner, first, key).stand_ins == ("artefact",)
    keep(owner, key, "artefact")
    assert state(owner, key) is State.PROVEN


def test_a_parent_that_asks_for_something_itself_is_a_leaf_beside_its_children(owner: User, first: Roadmap) -> None:
    assert standing(owner, first, "parent").tally == Tally(not_begun=2)
    explain(owner, "parent")
    assert standing(owner, first, "parent").tally == Tally(proven=1, not_begun=1)
    keep(owner, "child", "artefact")
    assert standing(owner, first, "parent").state is State.PROVEN


def test_what_another_learner_keeps_counts_for_them_alone(owner: User, teammate: User) -> None:
    explain(teammate, "note")
    keep(teammate, "artefact", "artefact")
    reproduce(teammate, "2001.00001")
    for key in ("note", "artefact", "any-paper"):
        assert state(owner, key) is State.NOT_BEGUN
        assert state(teammate, key) is State.PROVEN


def test_a_claim_still_counts_where_evidence_is_asked_for(owner: User) -> None:
    say(owner, "note", "claimed")
    present_note(owner, "note")
    assert state(owner, "note") is State.CLAIMED


def grow_old(learner: User) -> None:
    """Every review of the learner's is half a year overdue."""
    make_cards(learner)
    Card.objects.of(learner).update(due=timezone.localdate() - timedelta(days=180))


def test_a_proof_whose_review_is_overdue_fades_and_counts_as_proven(owner: User, first: Roadmap) -> None:
    explain(owner, "note")
    send(owner, "one")
    keep(owner, "artefact", "artefact")
    grow_old(owner)
    assert state(owner, "note") is State.FADING
    assert state(owner, "artefact") is State.PROVEN
    assert standing(owner, first, "note").tally == Tally(proven=1)
    assert standing(owner, first, "note").proven_at
    assert statuses(owner, first).total.proven == 2


def test_a_topic_fades_with_the_lab_that_proves_it(owner: User) -> None:
    for lab in ("one", "two"):
        send(owner, lab)
    make_roadmap("# Second\n- [ ] First lab [[lab:one]] ^of-one\n- [ ] Second lab [[lab:two]] ^of-two\n", slug="second")
    grow_old(owner)
    Card.objects.of(owner).filter(subject="two").update(due=timezone.localdate())
    assert state(owner, "of-one") is State.FADING
    assert state(owner, "of-two") is State.PROVEN


def test_a_milestone_does_not_fade_with_the_topics_it_builds_on(owner: User, first: Roadmap) -> None:
    make_roadmap("# Second\n- [ ] Far [[topic:note]] #proof/link #milestone ^far\n", slug="second")
    explain(owner, "note")
    keep(owner, "far", "link")
    grow_old(owner)
    assert state(owner, "note") is State.FADING
    assert state(owner, "far") is State.PROVEN
