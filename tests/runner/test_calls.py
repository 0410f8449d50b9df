"""Calls to a cell whose replies are read later, while it works on the next one."""

import time
from contextlib import closing

import pytest

from runner.contract import Ending, Outcome
from runner.sandbox.calls import Came
from runner.sandbox.talk import finish, readable
from runner.trial import Trial, ask, load, open_cell, put
from tests.runner.conftest import CHECKS, REFERENCE

LONG = 60.0


@pytest.fixture
def asked(pool, make_lab):
    """A cell with the reference loaded, and what it may be asked."""
    lab = make_lab()
    with Trial(lab, "5" * 32) as trial, closing(open_cell(lab, pool)) as cell:
        assert load(cell, lab, REFERENCE, "cpu", time.monotonic() + LONG).came is Came.BACK
        yield cell, list(trial.all())


def test_replies_read_later_are_the_same(asked):
    cell, (scaled, centred) = asked
    first = finish(put(cell, scaled, time.monotonic() + LONG))
    second = finish(put(cell, centred, time.monotonic() + LONG))
    later = [reply.value.tolist() for unread in (first, second) for reply in unread.read()]
    at_once = [reply.value.tolist() for q in (scaled, centred) for reply in ask(cell, q, time.monotonic() + LONG)]
    assert later == at_once


def test_something_is_done_once_while_the_cell_works(asked):
    cell, (scaled, _) = asked
    done = []
    unread = finish(put(cell, scaled, time.monotonic() + LONG, meanwhile=lambda: done.append("meanwhile")))
    assert done == ["meanwhile"]
    assert unread.reply.came is Came.BACK
    assert [reply.came for reply in unread.read()] == [Came.BACK] * len(scaled.calls)


def test_a_cell_that_is_ended_meanwhile_is_not_waited_for(asked):
    cell, (scaled, _) = asked
    unread = finish(put(cell, scaled, time.monotonic() + LONG, meanwhile=cell.close))
    assert unread.reply.came is Came.GONE
    assert unread.reply.seconds < LONG / 2


def test_an_answer_that_is_there_counts_as_in_time(asked):
    cell, (scaled, _) = asked
    deadline = time.monotonic() + 0.5
    talk = put(cell, scaled, deadline)
    wait = next(talk)
    ready = readable(wait.descriptors, LONG)
    while time.monotonic() < deadline:  # as a thread that is busy with another talk
        pass
    with pytest.raises(StopIteration) as over:
        talk.send(ready)
    assert over.value.value.reply.came is Came.BACK


def test_what_a_later_question_finds_ended_leaves_the_earlier_answers(judge):
    source = REFERENCE.replace("return x - x.mean(axis=0)", "import os; os._exit(3)")
    verdict = judge(source)
    assert verdict.ending is Ending.CRASHED
    assert [check.outcome for check in verdict.checks] == [Outcome.PASSED, Outcome.PASSED, Outcome.CRASHED]


def test_every_answer_is_told_where_a_later_case_cannot_be_drawn(judge, make_lab):
    checks = CHECKS.replace("yield case(x=rng.normal(size=(3, 2)) + 5)", 'raise ValueError("no case")')
    told = []
    verdict = judge(REFERENCE, lab=make_lab("drawless", checks=checks), emit=lambda event: told.append(event))
    assert verdict.ending is Ending.OURS
    assert "no case" in verdict.message
    assert [event.data["outcome"] for event in told if event.kind == "check"] == [Outcome.PASSED, Outcome.PASSED]
