"""One kill of each kind, one cancelling; `make chaos` does all of them at every step of the walk, again and again."""

import pytest

from tests.chaos.rounds import CANCELLED, Outcome, series

# Those that have to wait for a lease come first, so that the houses end together.
KILLS = {
    "runner": "cell running",
    "database locked for 20 s": "settling",
    "results worker": "settling",
    "Redis, emptied": "before it is taken",
    "Redis, with its data": "observations in",
    "zygote": "cell running",
    "web": "being accepted",
    CANCELLED: "cell running",
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return {outcome.victim: outcome for outcome in series([(step, victim) for victim, step in KILLS.items()], houses=2)}


@pytest.mark.slow
@pytest.mark.parametrize("victim", KILLS)
def test_what_was_accepted_is_settled_once_with_the_verdict_it_would_have_had(outcomes, victim):
    assert victim in outcomes, outcomes
    assert not outcomes[victim].problem, outcomes[victim].problem


@pytest.mark.slow
def test_no_house_is_left_with_a_process_or_a_second_verdict(outcomes):
    houses = [outcome.problem for outcome in outcomes.values() if outcome.victim == "the house itself"]
    assert not houses
