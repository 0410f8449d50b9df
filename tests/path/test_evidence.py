"""Facts to status: leaves, parents, phases, several roadmaps, several learners."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import State as Standing
from labs.models import Submission
from roadmap.path.evidence import State, proof_dates, status_of, statuses
from roadmap.path.models import Roadmap, Topic
from roadmap.path.tally import Tally
from tests.roadmaps import DAY_ONE, make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Begin
- [ ] Single [[lab:one]] ^single
- [ ] Double [[lab:one]] [[lab:two]] ^double
- [ ] Partly here [[lab:three]] [[lab:elsewhere]] ^partly-here
- [ ] Nowhere [[lab:elsewhere]] ^nowhere
- [ ] Written #proof/note ^written
## Nested
- [ ] Parent ^parent
  - [ ] Left [[lab:one]] ^left
  - [ ] Right ^right
- [ ] Worker [[lab:two]] ^worker
  - [ ] Part ^part
"""


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two", "three", "four")


@pytest.fixture
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


def state(learner: User, key: str) -> State:
    return status_of(learner, [key])[key]


def test_a_topic_nobody_touched_is_not_begun(owner: User, first: Roadmap) -> None:
    assert state(owner, "single") is State.NOT_BEGUN


def test_a_passed_submission_proves_a_topic_with_one_lab(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    assert state(owner, "single") is State.PROVEN


@pytest.mark.parametrize("verdict", ["failed", "raised", "timed_out", "out_of_memory", "crashed", "cancelled", "ours"])
def test_any_other_verdict_only_puts_it_under_way(owner: User, first: Roadmap, verdict: str) -> None:
    send(owner, "one", verdict)
    assert state(owner, "single") is State.UNDER_WAY


def test_a_submission_that_still_waits_puts_it_under_way(owner: User, first: Roadmap) -> None:
    Submission.objects.create(learner=owner, lab="one", source="")
    assert state(owner, "single") is State.UNDER_WAY


def test_a_verdict_that_is_not_settled_proves_nothing(owner: User, first: Roadmap) -> None:
    Submission.objects.create(learner=owner, lab="one", source="", state=Standing.RUNNING, verdict="passed")
    assert state(owner, "single") is State.UNDER_WAY


def test_a_later_failure_takes_no_proof_away(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    send(owner, "one", "failed", day=1)
    assert state(owner, "single") is State.PROVEN


def test_one_of_two_labs_is_under_way_and_both_are_proven(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    assert state(owner, "double") is State.UNDER_WAY
    send(owner, "two")
    assert state(owner, "double") is State.PROVEN


def test_a_lab_that_is_not_in_the_catalogue_is_not_asked_for(owner: User, first: Roadmap) -> None:
    send(owner, "three")
    assert state(owner, "partly-here") is State.PROVEN


def test_a_topic_none_of_whose_labs_is_here_cannot_be_proven(owner: User, first: Roadmap) -> None:
    send(owner, "elsewhere")
    assert state(owner, "nowhere") is State.NOT_BEGUN
    say(owner, "nowhere", "claimed")
    assert state(owner, "nowhere") is State.CLAIMED


def test_a_topic_without_labs_is_claimed_by_a_tick(owner: User, first: Roadmap) -> None:
    say(owner, "written", "claimed")
    assert state(owner, "written") is State.CLAIMED


def test_a_claim_outweighs_work_under_way_and_a_proof_outweighs_a_claim(owner: User, first: Roadmap) -> None:
    say(owner, "single", "claimed")
    send(owner, "one", "failed")
    assert state(owner, "single") is State.CLAIMED
    send(owner, "one")
    assert state(owner, "single") is State.PROVEN


def test_a_skipped_topic_is_skipped_until_its_lab_passes(owner: User, first: Roadmap) -> None:
    say(owner, "single", "skipped")
    assert state(owner, "single") is State.SKIPPED
    send(owner, "one")
    assert state(owner, "single") is State.PROVEN


def test_what_another_learner_did_counts_for_them_alone(owner: User, teammate: User, first: Roadmap) -> None:
    send(teammate, "one")
    say(teammate, "written", "claimed")
    assert status_of(owner, ["single", "written"]) == {"single": State.NOT_BEGUN, "written": State.NOT_BEGUN}


def test_a_concept_proven_on_one_roadmap_is_proven_on_the_other(owner: User, first: Roadmap) -> None:
    second = make_roadmap("# Second\n## P\n- [ ] The same [[lab:one]] ^single\n", slug="second")
    send(owner, "one")
    topic = Topic.objects.of(second).get()
    assert statuses(owner, second).topics[topic.pk].state is State.PROVEN


def test_a_concept_asks_for_the_labs_that_any_roadmap_names(owner: User, first: Roadmap) -> None:
    make_roadmap("# Second\n## P\n- [ ] The same and more [[lab:four]] ^single\n", slug="second")
    send(owner, "one")
    assert state(owner, "single") is State.UNDER_WAY
    send(owner, "four")
    assert state(owner, "single") is State.PROVEN


def test_the_roadmap_of_another_learner_asks_nothing_of_mine(owner: User, teammate: User, first: Roadmap) -> None:
    make_roadmap("# Theirs\n## P\n- [ ] More [[lab:four]] ^single\n", teammate, "theirs")
    send(owner, "one")
    send(teammate, "one")
    assert state(owner, "single") is State.PROVEN
    assert state(teammate, "single") is State.UNDER_WAY


def test_an_unknown_concept_is_not_begun(owner: User, first: Roadmap) -> None:
    assert state(owner, "no-such-concept") is State.NOT_BEGUN


def of(learner: User, roadmap: Roadmap, key: str) -> Tally:
    topic = Topic.objects.of(roadmap).get(concept__key=key)
    return statuses(learner, roadmap).topics[topic.pk].tally


def parent_state(learner: User, roadmap: Roadmap, key: str) -> State:
    topic = Topic.objects.of(roadmap).get(concept__key=key)
    return statuses(learner, roadmap).topics[topic.pk].state


def test_a_parent_counts_its_leaves(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    say(owner, "right", "claimed")
    assert of(owner, first, "parent") == Tally(proven=1, claimed=1)
    assert parent_state(owner, first, "parent") is State.CLAIMED


def test_a_skipped_leaf_leaves_the_denominator(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    assert of(owner, first, "parent").proven_share == 0.5
    say(owner, "right", "skipped")
    assert of(owner, first, "parent").proven_share == 1.0
    assert parent_state(owner, first, "parent") is State.PROVEN


def test_a_parent_all_of_whose_leaves_are_skipped_is_skipped(owner: User, first: Roadmap) -> None:
    say(owner, "left", "skipped")
    say(owner, "right", "skipped")
    assert parent_state(owner, first, "parent") is State.SKIPPED
    assert of(owner, first, "parent").proven_share == 0.0


def test_a_parent_with_something_done_is_under_way(owner: User, first: Roadmap) -> None:
    assert parent_state(owner, first, "parent") is State.NOT_BEGUN
    send(owner, "one")
    assert parent_state(owner, first, "parent") is State.UNDER_WAY


def test_a_parent_with_a_lab_of_its_own_is_a_leaf_beside_its_children(owner: User, first: Roadmap) -> None:
    assert of(owner, first, "worker") == Tally(not_begun=2)
    send(owner, "two")
    assert of(owner, first, "worker") == Tally(proven=1, not_begun=1)
    assert parent_state(owner, first, "worker") is State.UNDER_WAY


def test_a_parent_is_no_leaf_for_the_labs_that_another_roadmap_names(owner: User, first: Roadmap) -> None:
    make_roadmap("# Second\n## P\n- [ ] As a leaf [[lab:one]] ^parent\n", slug="second")
    assert of(owner, first, "parent").leaves == 2


def test_a_tick_on_a_parent_that_is_no_leaf_changes_nothing(owner: User, first: Roadmap) -> None:
    say(owner, "parent", "claimed")
    assert parent_state(owner, first, "parent") is State.NOT_BEGUN


def test_phases_and_the_whole_add_up_their_leaves(owner: User, first: Roadmap) -> None:
    send(owner, "one")
    say(owner, "written", "skipped")
    progress = statuses(owner, first)
    begin, nested = (progress.phases[phase.pk] for phase in first.phases.all())
    assert begin == Tally(proven=1, under_way=1, not_begun=2, skipped=1)
    assert nested == Tally(proven=1, not_begun=3)
    assert progress.total == begin + nested
    assert progress.total.leaves == 8


def test_an_empty_tally_has_no_share() -> None:
    assert (Tally().proven_share, Tally().claimed_share, Tally().state) == (0.0, 0.0, State.NOT_BEGUN)


def test_a_fading_leaf_still_counts_as_proven() -> None:
    assert Tally.of(State.FADING) == Tally(proven=1)


def test_a_proof_is_dated_by_the_first_pass_of_the_last_lab(owner: User, first: Roadmap) -> None:
    send(owner, "two", day=5)
    send(owner, "one", "failed", day=0)
    send(owner, "one", day=2)
    send(owner, "one", day=9)
    dates = proof_dates(owner, first)
    assert {key: (at - DAY_ONE).days for key, at in dates.items()} == {"single": 2, "double": 5, "left": 2}


def test_a_parent_that_is_a_leaf_is_dated_with_its_last_leaf(owner: User) -> None:
    roadmap = make_roadmap("# R\n## P\n- [ ] Up [[lab:one]] ^up\n  - [ ] Down [[lab:two]] ^down\n")
    send(owner, "one", day=1)
    send(owner, "two", day=3)
    assert {key: (at - DAY_ONE).days for key, at in proof_dates(owner, roadmap).items()} == {"up": 3, "down": 3}


def test_a_proof_without_its_time_is_dated_by_when_it_was_sent(owner: User, first: Roadmap) -> None:
    Submission.objects.create(learner=owner, lab="one", source="", state=Standing.SETTLED, verdict="passed")
    assert (timezone.now() - proof_dates(owner, first)["single"]).total_seconds() < 60
