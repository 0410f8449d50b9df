"""A standing that is kept is the one that the facts give, whoever does whatever in between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.path.evidence import RoadmapProgress, facts_of, progress_of, progress_on
from roadmap.path.models import Tick
from roadmap.path.standing import standings
from tests.proving import explain, keep
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
## Begin
- [ ] Single [[lab:one]] ^single
- [ ] Double [[lab:one]] [[lab:two]] ^double
- [ ] Written #proof/note ^written
- [ ] Parent ^parent
  - [ ] Left [[lab:one]] ^left
  - [ ] Right ^right
- [ ] Reached #milestone [[lab:two]] [[topic:parent]] ^reached
"""
OTHERWISE = TEXT.replace("[[lab:one]] ^left", "[[lab:two]] ^left")
KEYS = ["single", "double", "written", "left", "right", "reached"]
ACTS = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(KEYS), st.sampled_from(["claimed", "skipped"])),
    st.tuples(st.just("unsay"), st.sampled_from(KEYS)),
    st.tuples(st.just("send"), st.sampled_from(["one", "two"]), st.sampled_from(["passed", "failed"])),
    st.tuples(st.just("explain"), st.sampled_from(KEYS)),
    st.tuples(st.just("keep"), st.sampled_from(KEYS)),
    st.tuples(st.just("rewrite"), st.sampled_from([TEXT, OTHERWISE])),
)


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two")


def told(progress: RoadmapProgress) -> tuple[Any, ...]:
    return dict(progress.topics), dict(progress.phases), progress.total


def act(learner: User, what: str, which: str, how: str = "") -> None:
    if what == "say":
        say(learner, which, how)
    elif what == "unsay":
        Tick.objects.filter(learner=learner, concept__key=which).delete()
    elif what == "send":
        send(learner, which, how)
    elif what == "explain":
        explain(learner, which)
    elif what == "keep":
        keep(learner, which, "artefact")
    else:
        make_roadmap(which)


@settings(max_examples=25)
@given(acts=st.lists(st.tuples(st.booleans(), ACTS), max_size=8))
def test_each_learner_stands_as_their_own_facts_say(db: None, acts: list[tuple[bool, tuple[str, str]]]) -> None:
    with transaction.atomic():
        learners = [User.objects.create_user(name) for name in ("one", "two")]
        make_roadmap(TEXT)
        for first, what in acts:
            act(learners[0 if first else 1], *what)
            for learner in learners:
                (standing,) = standings(learner)
                afresh = progress_of(standing.edition.topics, facts_of(learner))
                assert told(standing.progress) == told(afresh)
        transaction.set_rollback(True)


def test_the_same_facts_are_added_up_once(owner: User) -> None:
    make_roadmap(TEXT)
    (before,), (again,) = standings(owner), standings(owner)
    assert again.progress is before.progress
    say(owner, "single", "claimed")
    (after,) = standings(owner)
    assert after.progress is not before.progress
    assert after.tally.claimed == before.tally.claimed + 1


def test_what_is_kept_does_not_outlive_its_edition(owner: User) -> None:
    make_roadmap(TEXT)
    (before,) = standings(owner)
    make_roadmap(OTHERWISE)
    (after,) = standings(owner)
    assert after.edition is not before.edition
    assert after.progress.topics.keys() == {topic.pk for topic in after.topics}
    assert progress_on(after.edition, facts_of(owner)) is after.progress
