"""The whole walk by the API: sent over HTTP, queued, judged in a cell, settled, read back.

The audit puts every misconception of every lab to the judge; here all of a sample's go the whole way, and of the others
one.
"""

import pytest

from tests.chosen_labs import CATALOG, chosen, sample
from tests.stack import Stack


def misconceptions(slug, lab):
    known = list(lab.misconceptions.items())
    return known if slug in sample() else known[:1]


FILES = [
    *((slug, "reference.py", lab.reference, "passed", None) for slug, lab in chosen().items()),
    *((slug, "starter.py", lab.starter, "failed", None) for slug, lab in chosen().items()),
    *(
        (slug, name, source, "failed", name)
        for slug, lab in chosen().items()
        for name, source in misconceptions(slug, lab)
    ),
]


@pytest.fixture(autouse=True)
def installed_labs():
    """The stack under test has the real catalogue, whatever the other tests here install."""


@pytest.fixture(scope="module")
def token(live_stack: Stack) -> str:
    live_stack.manage("add_learner", "walker", text="a long enough passphrase\n" * 2)
    return live_stack.token()


def settled(stack: Stack, token: str, lab: str, source: str):
    status, made = stack.ask("/api/submissions/", token, {"lab": lab, "source": source, "device": "cpu"})
    assert status == 201, made
    seen = {}

    def is_settled() -> bool:
        seen.update(stack.ask(f"/api/submissions/{made['id']}/", token)[1])
        return seen["state"] == "settled"

    stack.eventually(is_settled, 60)
    return seen


@pytest.mark.parametrize(
    ("lab", "name", "source", "verdict", "diagnosis"), FILES, ids=[f"{f[0]}:{f[1]}" for f in FILES]
)
def test_every_file_of_a_lab_gets_its_verdict_and_its_diagnosis(
    live_stack, token, lab, name, source, verdict, diagnosis
):
    seen = settled(live_stack, token, lab, source)
    assert (seen["verdict"], (seen["diagnosis"] or {}).get("name")) == (verdict, diagnosis), seen["message"]


def test_a_settled_submission_tells_all_that_the_api_promises(live_stack, token):
    seen = settled(live_stack, token, "activation-zoo", CATALOG["activation-zoo"].reference)
    assert set(seen) >= {"id", "lab", "state", "verdict", "checks", "diagnosis", "seconds"}
    names = [name for name, _ in CATALOG["activation-zoo"].check_titles]
    assert [c["name"] for c in seen["checks"]] == ["loads", *names]
    assert all(set(c) >= {"name", "outcome", "message", "seconds"} and c["outcome"] == "passed" for c in seen["checks"])
