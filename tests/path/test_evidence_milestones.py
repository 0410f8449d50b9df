"""Milestones ask for more than topics do: for every lab, and for the topics they build on."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from roadmap.path.evidence import State, TopicProgress, status_of, statuses
from roadmap.path.models import Roadmap, Topic
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Ground
- [ ] Leaf [[lab:one]] ^leaf
- [ ] Parent ^parent
  - [ ] Left [[lab:two]] ^left
  - [ ] Right [[lab:three]] ^right
- [ ] Written #proof/note ^written
## Goals
- [ ] Built on topics [[lab:own]] [[topic:leaf]] [[topic:parent]] #milestone ^built
- [ ] Not to be had [[lab:own]] [[lab:absent]] #milestone ^absent-lab
- [ ] Words [[topic:written]] [[lab:own]] #milestone ^words
- [ ] On itself [[topic:on-itself]] [[lab:own]] #milestone ^on-itself
- [ ] On another [[topic:built]] [[topic:on-a-third]] #milestone ^on-another
- [ ] On a third [[topic:on-another]] [[lab:own]] #milestone ^on-a-third
"""


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two", "three", "own")


@pytest.fixture
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


def standing(learner: User, roadmap: Roadmap, key: str) -> TopicProgress:
    return statuses(learner, roadmap).topics[Topic.objects.of(roadmap).get(concept__key=key).pk]


def test_its_own_lab_alone_does_not_prove_it(owner: User, first: Roadmap) -> None:
    send(owner, "own")
    built = standing(owner, first, "built")
    assert built.state is State.UNDER_WAY
    assert [part.target for part in built.open_parts] == ["leaf", "parent"]


def test_it_is_proven_with_its_lab_and_every_leaf_of_the_topics_it_builds_on(owner: User, first: Roadmap) -> None:
    for lab in ("own", "one", "two"):
        send(owner, lab)
    assert [part.target for part in standing(owner, first, "built").open_parts] == ["parent"]
    send(owner, "three", day=4)
    built = standing(owner, first, "built")
    assert built.state is State.PROVEN
    assert built.proven_at == standing(owner, first, "right").proven_at


def test_a_lab_that_is_not_here_stays_missing(owner: User, first: Roadmap) -> None:
    send(owner, "own")
    absent = standing(owner, first, "absent-lab")
    assert absent.state is State.UNDER_WAY
    assert [(part.target, part.here) for part in absent.open_parts] == [("absent", False)]


def test_a_claimed_topic_is_not_missing_but_proves_nothing(owner: User, first: Roadmap) -> None:
    send(owner, "own")
    say(owner, "written", "claimed")
    words = standing(owner, first, "words")
    assert words.open_parts == []
    assert words.state is State.UNDER_WAY


def test_a_skipped_topic_stays_missing(owner: User, first: Roadmap) -> None:
    send(owner, "own")
    say(owner, "leaf", "skipped")
    assert "leaf" in [part.target for part in standing(owner, first, "built").open_parts]


def test_a_milestone_that_names_itself_asks_only_for_its_labs(owner: User, first: Roadmap) -> None:
    send(owner, "own")
    assert standing(owner, first, "on-itself").state is State.PROVEN


def test_milestones_that_build_on_each_other_come_to_an_end(owner: User, first: Roadmap) -> None:
    for lab in ("own", "one", "two", "three"):
        send(owner, lab)
    assert standing(owner, first, "on-another").state is State.PROVEN


def test_it_can_be_claimed_whatever_is_missing(owner: User, first: Roadmap) -> None:
    say(owner, "built", "claimed")
    built = standing(owner, first, "built")
    assert built.state is State.CLAIMED
    assert len(built.open_parts) == 3


def test_its_linked_topics_count_as_leaves_where_only_the_concept_is_asked(owner: User, first: Roadmap) -> None:
    send(owner, "own")
    assert status_of(owner, ["built"]) == {"built": State.UNDER_WAY}
