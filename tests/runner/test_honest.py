"""Honest but unusual solutions: the wall must not stand in their way, with or without namespaces."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from runner.contract import Ending
from runner.grade import grade
from runner.sandbox.pool import Pool
from tests.runner.submissions import read_all

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wall is Linux's")

HONEST = read_all("honest")


@pytest.fixture(scope="module", params=[True, False], ids=["as granted", "without namespaces"])
def wall(request) -> Iterator[Pool]:
    with closing(Pool(spares=2, namespaces=request.param)) as made:
        made.warm("numpy", "torch")
        yield made


@pytest.mark.parametrize("honest", HONEST, ids=[honest.path.stem for honest in HONEST])
def test_an_honest_solution_passes(wall, honest):
    if honest.said.get("level", wall.level()) != wall.level():
        pytest.skip("a folder of its own comes with namespaces")
    verdict = grade(honest.job(), honest.lab, wall)
    assert verdict.ending is Ending.PASSED, verdict.message


def test_there_are_many_ways_to_be_honest():
    assert len(HONEST) >= 22
    assert all(honest.text.startswith('"""') for honest in HONEST)
