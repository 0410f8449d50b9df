"""The number of queries does not grow with the roadmap, nor with what was done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from roadmap.path.evidence import proof_dates, status_of, statuses
from roadmap.path.models import Roadmap
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

Queries = Callable[[int], AbstractContextManager[object]]
SLUGS = [f"lab-{number}" for number in range(20)]


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, *SLUGS)


def roadmap_of(size: int) -> Roadmap:
    """Half the topics are parents of the other half; every tenth is a milestone."""
    lines = [f"# R{size}", "## P"]
    for number in range(size // 2):
        tag = f" [[topic:down-{number - 1}]] #milestone" if number % 10 == 9 else ""
        lines += [f"- [ ] Up {number}{tag} ^up-{number}", f"  - [ ] Down [[lab:lab-{number % 20}]] ^down-{number}"]
    return make_roadmap("\n".join(lines), slug=f"of-{size}")


@pytest.mark.parametrize("size", [4, 40, 300])
def test_a_roadmap_takes_four_queries(owner: User, django_assert_num_queries: Queries, size: int) -> None:
    roadmap = roadmap_of(size)
    for slug in SLUGS[: size // 4]:
        send(owner, slug)
    say(owner, "down-0", "claimed")
    with django_assert_num_queries(4):
        assert statuses(owner, roadmap).total.leaves >= size // 2


@pytest.mark.parametrize("size", [4, 300])
def test_concepts_take_three_queries(owner: User, django_assert_num_queries: Queries, size: int) -> None:
    roadmap_of(size)
    with django_assert_num_queries(3):
        assert len(status_of(owner, [f"down-{number}" for number in range(size // 2)])) == size // 2


def test_dates_of_proofs_take_four_queries(owner: User, django_assert_num_queries: Queries) -> None:
    roadmap = roadmap_of(300)
    for slug in SLUGS:
        send(owner, slug)
    with django_assert_num_queries(4):
        assert len(proof_dates(owner, roadmap)) >= 150
