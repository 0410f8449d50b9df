"""The number of queries does not grow with the roadmap, nor with what was done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from roadmap.path.evidence import proof_dates, status_of, statuses
from roadmap.path.milestones import milestones_of
from roadmap.path.models import Roadmap
from tests.proving import explain, keep, reproduce
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

Queries = Callable[[int], AbstractContextManager[object]]
PROOFS = ["", " #proof/note", " #proof/artefact #proof/reading", " [[paper:2001.00001]] #proof/paper", " #proof/link"]
SLUGS = [f"lab-{number}" for number in range(20)]


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, *SLUGS)


def roadmap_of(size: int) -> Roadmap:
    """Half the topics are parents of the other half; every tenth is a milestone."""
    lines = [f"# R{size}", "## P"]
    for number in range(size // 2):
        tag = f" [[topic:down-{number - 1}]] #milestone" if number % 10 == 9 else ""
        asked = f"[[lab:lab-{number % 20}]]{PROOFS[number % len(PROOFS)]}"
        lines += [f"- [ ] Up {number}{tag} ^up-{number}", f"  - [ ] Down {asked} ^down-{number}"]
    return make_roadmap("\n".join(lines), slug=f"of-{size}")


def prove_much(learner: User, size: int) -> None:
    """Something of every kind of evidence, the more the larger the roadmap."""
    for number in range(size // 4):
        send(learner, SLUGS[number % 20])
        explain(learner, f"down-{number}")
        keep(learner, f"down-{number}", "artefact")
        reproduce(learner, f"2001.{number:05}")


@pytest.mark.parametrize("size", [4, 40, 300])
def test_a_roadmap_takes_seven_queries_and_three_where_it_is_read_first(
    owner: User, django_assert_num_queries: Queries, size: int
) -> None:
    roadmap = roadmap_of(size)
    prove_much(owner, size)
    say(owner, "down-0", "claimed")
    for queries in (10, 7):
        with django_assert_num_queries(queries):
            assert statuses(owner, roadmap).total.leaves >= size // 2


@pytest.mark.parametrize("size", [4, 300])
def test_concepts_take_as_many(owner: User, django_assert_num_queries: Queries, size: int) -> None:
    roadmap_of(size)
    prove_much(owner, size)
    for queries in (10, 7):
        with django_assert_num_queries(queries):
            assert len(status_of(owner, [f"down-{number}" for number in range(size // 2)])) == size // 2


def test_so_do_dates_of_proofs(owner: User, django_assert_num_queries: Queries) -> None:
    roadmap = roadmap_of(300)
    prove_much(owner, 300)
    for queries in (10, 7):
        with django_assert_num_queries(queries):
            assert len(proof_dates(owner, roadmap)) >= 30


@pytest.mark.parametrize("roadmaps", [1, 3])
def test_milestones_take_as_many_queries_however_many_there_are(
    owner: User, django_assert_max_num_queries: Queries, roadmaps: int
) -> None:
    for number in range(roadmaps):
        roadmap_of(40 * (number + 1))
    prove_much(owner, 100)
    with django_assert_max_num_queries(14):
        assert len(milestones_of(owner)) >= 2 * roadmaps
