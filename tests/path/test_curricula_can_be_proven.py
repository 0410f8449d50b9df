"""Every item of the two built-in roadmaps can be proven today, by something that exists."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User

from labs.catalogue import catalogue
from roadmap.path.curricula import load_curricula
from roadmap.path.evidence import State, TopicProgress, facts_of
from roadmap.path.models import Roadmap
from roadmap.path.standing import Standing, standings
from roadmap.proofs.models import Exhibit
from roadmap.proofs.presenting import assess, present
from tests.proving import ENOUGH, keep, reproduce
from tests.roadmaps import send


@pytest.fixture(autouse=True)
def the_labs_of_the_installation(settings: Any) -> None:
    settings.CATALOG_DIR = Path(project.BASE_DIR) / "labs" / "catalog"


@pytest.fixture
def curricula(db: None) -> list[Roadmap]:
    return [loaded.roadmap for loaded in load_curricula()]


def leaves(standing: Standing) -> dict[str, TopicProgress]:
    return {one.concept.key: standing.at(one) for one in standing.topics if standing.at(one).is_leaf}


def do_all_that_can_be_done(learner: User) -> None:
    """Pass every lab that is here, and keep of every concept just what it asks for and what stands in."""
    from roadmap.notes.writing import write

    for slug in catalogue():
        send(learner, slug)
    reproduce(learner, "1706.03762")
    note = write(learner, "Everything", "In my own words.")
    facts = facts_of(learner)
    for key, asked in facts.asking.asked.items():
        kinds = {*asked.proofs, *asked.stand_ins(facts.labs)}
        if "note" in kinds:
            assess(present(learner, key, note), learner, ENOUGH)
        for kind in kinds & set(Exhibit.Kind.values):
            keep(learner, key, kind)


def test_every_item_is_proven_by_one_who_does_all_that_can_be_done(owner: User, curricula: list[Roadmap]) -> None:
    do_all_that_can_be_done(owner)
    found = standings(owner)
    assert len(found) == len(curricula) == 2
    for standing in found:
        assert [key for key, own in leaves(standing).items() if not own.own.is_proven] == []
        assert standing.tally.proven == standing.tally.leaves
        assert [t.concept.key for t in standing.topics if standing.at(t).state is not State.PROVEN] == []


def test_nothing_of_it_is_proven_by_doing_nothing(owner: User, curricula: list[Roadmap]) -> None:
    for standing in standings(owner):
        assert standing.tally.proven == standing.tally.under_way == 0


def test_each_item_says_how_it_is_proven_today(owner: User, curricula: list[Roadmap]) -> None:
    for standing in standings(owner):
        for key, own in leaves(standing).items():
            here = [part for part in own.parts if part.here and part.kind != "topic"]
            assert here or own.stand_ins, f"{key} names nothing that could prove it"
            assert all(part.here or "artefact" in own.stand_ins for part in own.parts), key
