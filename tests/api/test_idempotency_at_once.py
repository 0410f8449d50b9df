"""The same request many times at the same moment, on the stack and the database that a learner runs."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.asking import Asking

AT_ONCE = 6
CODE = {"lab": "activation-zoo", "source": "f = abs\n"}


@pytest.mark.slow
def test_of_many_at_once_one_is_done(live_stack):
    ask = Asking(live_stack)
    before = sent(ask)
    key = {"Idempotency-Key": str(uuid.uuid4())}
    with ThreadPoolExecutor(AT_ONCE) as senders:
        answers = list(senders.map(lambda _: ask("POST", "/api/submissions/", CODE, key), range(AT_ONCE)))
    status, kept = ask("POST", "/api/submissions/", CODE, key)
    assert status == 201
    assert {status for status, _ in answers} <= {201, 409}
    assert {answer["id"] for status, answer in answers if status == 201} == {kept["id"]}
    assert sent(ask) - before == {kept["id"]}


def sent(ask):
    return {row["id"] for row in ask("GET", "/api/submissions/")[1]["results"]}
