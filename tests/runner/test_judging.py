"""Results made between the words of the talks with the cells, or beside them where that takes long."""

import threading

import pytest

from runner import judging
from runner.contract import Ending, Outcome
from runner.judging import Judging
from runner.sandbox.calls import Cell
from runner.trial import Trial
from tests.runner.conftest import CHECKS, REFERENCE

SLOW = '''

class Slow(Check):
    """Judging it takes long."""

    def cases(self, rng):
        yield case(x=rng.normal(size=3))

    def probe(code, x):
        return code.scale(x, 2.0)

    def judge(self, case, got, expected):
        import time

        until = time.thread_time() + 2 * SECONDS
        while time.thread_time() < until:
            pass
        return super().judge(case, got, expected)
'''.replace("SECONDS", str(judging.LONG_SECONDS))


@pytest.fixture
def judges(monkeypatch):
    """The threads that judged the questions of a submission, in their order."""
    threads = []
    judge = Judging._judge

    def watched(self, question):
        threads.append(threading.current_thread())
        judge(self, question)

    monkeypatch.setattr(Judging, "_judge", watched)
    monkeypatch.setattr(judging, "_take_long", set())
    return threads


def test_what_is_quick_is_judged_by_the_thread_that_asks(judge, judges):
    assert judge(REFERENCE).ending is Ending.PASSED
    assert judges == [threading.current_thread()] * 2


def test_what_takes_long_is_judged_by_another_thread_from_then_on(judge, judges, make_lab):
    lab = make_lab("slow", checks=CHECKS.replace("class Scaled", SLOW.strip() + "\n\n\nclass Scaled"))
    asking = threading.current_thread()
    for apart in (False, True):
        judges.clear()
        verdict = judge(REFERENCE, lab=lab)
        assert [check.outcome for check in verdict.checks] == [Outcome.PASSED] * 4
        assert [one is not asking for one in judges] == [apart, True, True]


def test_what_is_quick_again_is_judged_by_the_thread_that_asks_again(judge, judges, make_lab):
    lab = make_lab("again")
    judging._take_long.add(lab.digest)
    judge(REFERENCE, lab=lab)
    judge(REFERENCE, lab=lab)
    assert [one is threading.current_thread() for one in judges] == [False, False, True, True]


def test_a_mistake_in_a_slow_lab_is_told_as_in_a_quick_one(judge, judges, make_lab):
    lab = make_lab("again")
    wrong = REFERENCE.replace("x * factor", "x + factor")
    quick = judge(wrong, lab=lab, seed="5" * 32)
    judging._take_long.add(lab.digest)
    slow = judge(wrong, lab=lab, seed="5" * 32)
    assert [(c.outcome, c.message) for c in slow.checks] == [(c.outcome, c.message) for c in quick.checks]
    assert quick.checks[1].outcome is Outcome.FAILED


def test_what_another_thread_stumbles_over_is_our_fault(judge, judges, make_lab):
    lab = make_lab("undrawable", checks=CHECKS.replace("size=(3, 2)", "size=(-3, 2)"))
    judging._take_long.add(lab.digest)
    verdict = judge(REFERENCE, lab=lab)
    assert verdict.ending is Ending.OURS
    assert "negative" in verdict.message


def test_nothing_is_judged_while_a_cell_is_timed(judge, judges, make_lab, monkeypatch):
    """Whoever judged meanwhile would take the processor from what is compared."""
    busy = []
    judge_one = Judging._judge

    def watched(self, question):
        busy.append(self.trial.measures)
        judge_one(self, question)

    monkeypatch.setattr(Judging, "_judge", watched)
    lab = make_lab("timed", checks=CHECKS.replace("Kind.INVARIANT", "Kind.COST"))
    assert judge(REFERENCE, lab=lab).ending is Ending.PASSED
    assert busy == [False, False]


def test_no_answer_is_read_while_another_cell_is_timed(judge, make_lab, monkeypatch):
    """Whoever reads keeps the clock too: what it reads from one cell would count as time of the other."""
    trials, timed = [], []
    begin, replies = Trial.__init__, Cell._replies

    def noted(trial, *given):
        begin(trial, *given)
        trials.append(trial)

    def watched(*given):
        timed.append(trials[-1].measures)
        return replies(*given)

    monkeypatch.setattr(Trial, "__init__", noted)
    monkeypatch.setattr(Cell, "_replies", watched)
    late = REFERENCE.replace("return x * factor", "import time; time.sleep(0.05); return x * factor")
    lab = make_lab("timed", checks=CHECKS.replace("Kind.INVARIANT", "Kind.COST"), reference=late)
    judge(REFERENCE.replace("return x - x.mean", "import time; time.sleep(0.2); return x - x.mean"), lab=lab)
    assert len(timed) == 2 * len(lab.checks)
    assert not any(timed)


def test_who_cannot_be_told_that_a_file_loads_keeps_nobody_waiting(judge, judges):
    def emit(event):
        if event.kind == "check":
            raise ConnectionError("nobody hears it")

    verdict = judge(REFERENCE, emit=emit)
    assert verdict.ending is Ending.OURS
    assert "nobody hears it" in verdict.message
