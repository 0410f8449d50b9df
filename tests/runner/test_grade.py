"""From source to verdict through real cells: what passes, what does not, and what the learner is told."""

import gc
import re
import threading
import weakref

import pytest

from runner.contract import Ending, Outcome, Verdict
from runner.grade import Run
from runner.sandbox.calls import Cell
from tests.runner.conftest import CHECKS, REFERENCE

SCALE = "def scale(x, factor):\n    return x * factor\n\n"
CENTRE = "def centre(x):\n    return x - x.mean(axis=0)\n\n"


def outcomes(verdict):
    return [c.outcome for c in verdict.checks]


def test_the_reference_passes(judge):
    assert judge(REFERENCE).ending is Ending.PASSED


def test_each_check_is_told_as_it_ends(judge):
    told = []
    verdict = judge(REFERENCE, emit=told.append)
    assert [e.kind for e in told] == ["started", "check", "check", "check"]
    assert [e.data["name"] for e in told[1:]] == [c.name for c in verdict.checks] == ["loads", "scaled", "centred"]


def test_no_verdict_waits_for_the_end_of_its_cell(judge, monkeypatch):
    let_go, closed = threading.Event(), threading.Event()
    close = Cell.close

    def close_late(cell):
        let_go.wait(20)
        close(cell)
        closed.set()

    monkeypatch.setattr(Cell, "close", close_late)
    try:
        assert judge(REFERENCE).ending is Ending.PASSED
        assert not closed.is_set()
    finally:
        let_go.set()
    assert closed.wait(20)


@pytest.fixture
def freed(monkeypatch):
    """Set once the run of a submission is freed, with the collector of cycles turned off."""
    freed = threading.Event()
    begin_run = Run.__init__

    def watched(run, *given):
        begin_run(run, *given)
        weakref.finalize(run, freed.set)

    monkeypatch.setattr(Run, "__init__", watched)
    gc.disable()
    yield freed
    gc.enable()


@pytest.mark.parametrize(
    "source",
    [
        REFERENCE,
        SCALE.replace("*", "+") + CENTRE,
        "raise ValueError\n",
        SCALE.replace("return", "raise ValueError  #") + CENTRE,
        SCALE.replace("return", "import os; os._exit(1)  #") + CENTRE,
    ],
    ids=["passes", "fails", "does-not-load", "raises", "crashes"],
)
def test_what_a_submission_took_is_freed_without_the_collector(judge, freed, source):
    judge(source)
    assert freed.wait(20)


def test_a_wrong_answer_fails_with_the_smallest_failing_case(judge):
    verdict = judge(SCALE.replace("*", "/") + CENTRE)
    assert verdict.ending is Ending.FAILED
    assert outcomes(verdict) == [Outcome.PASSED, Outcome.FAILED, Outcome.PASSED]
    wrong = verdict.checks[1]
    assert "With factor=3.0: 2 of 2 values differ" in wrong.message
    assert set(wrong.detail) >= {"inputs", "expected", "got", "where", "difference"}


def test_a_known_mistake_is_named(judge):
    verdict = judge("def scale(a, factor):\n    b = a + 0\n    b += factor\n    return b\n" + CENTRE)
    assert verdict.diagnosis is not None
    assert (verdict.diagnosis.name, verdict.diagnosis.title) == ("adds", "Adds")
    assert verdict.diagnosis.explanation == "Why that is not it."


def test_an_unknown_mistake_is_not_guessed_at(judge):
    assert judge(SCALE.replace("* factor", "* factor + 1e-3 * x**2") + CENTRE).diagnosis is None


def test_a_mistake_that_shares_only_one_failing_case_is_not_named(judge):
    source = "def scale(x, factor):\n    return x + factor if x.ndim == 1 else x - factor\n\n" + CENTRE
    assert judge(source).diagnosis is None


def test_a_known_mistake_is_named_while_the_rest_is_not_written(judge):
    source = "def scale(x, factor):\n    raise NotImplementedError\n\ndef centre(x):\n    return x - x.mean()\n"
    assert judge(source).diagnosis.name == "centres-all"


def test_what_is_not_written_yet_has_failed_and_not_raised(judge):
    verdict = judge("def scale(x, factor):\n    raise NotImplementedError\n\n" + CENTRE)
    assert verdict.ending is Ending.FAILED
    assert verdict.checks[1].message.endswith("Not written yet. (3 of 3 cases fail; this is the smallest.)")


def test_an_exception_is_told_with_the_learners_own_lines_alone(judge):
    verdict = judge(SCALE + "def centre(x):\n    return x - nothing\n")
    assert verdict.ending is Ending.RAISED
    trace = verdict.checks[2].detail["traceback"]
    assert 'File "submission.py", line 5, in centre' in trace
    assert "return x - nothing" in trace
    assert re.findall(r'File "(.*?)"', trace) == ["submission.py"]


def test_a_file_that_does_not_parse_is_shown_where(judge):
    verdict = judge("def scale(x factor):\n    pass\n")
    assert verdict.ending is Ending.RAISED
    assert verdict.checks[0].message.startswith("The file does not parse. Line 1:")
    assert verdict.checks[0].message.endswith("^")
    assert outcomes(verdict)[1:] == [Outcome.NOT_RUN, Outcome.NOT_RUN]


def test_a_missing_name_is_named(judge):
    verdict = judge(SCALE)
    assert verdict.ending is Ending.FAILED
    assert verdict.message == "The file does not define `centre`."


def test_a_forbidden_api_is_named_with_its_line(judge, make_lab):
    lab = make_lab("forbidding", toml='forbidden = ["numpy.mean"]\n')
    verdict = judge("import numpy as np\n" + SCALE + "def centre(x):\n    return x - np.mean(x, axis=0)\n", lab=lab)
    assert verdict.ending is Ending.FAILED
    assert "Line 6 uses numpy.mean" in verdict.message


def test_a_forbidden_api_is_refused_behind_getattr(judge, make_lab):
    lab = make_lab("forbidding", toml='forbidden = ["numpy.mean"]\n')
    source = "import numpy as np\n" + SCALE + "def centre(x):\n    return x - getattr(np, 'me' + 'an')(x, axis=0)\n"
    verdict = judge(source, lab=lab)
    assert verdict.ending is Ending.RAISED
    assert "This lab asks you to build numpy.mean yourself." in verdict.message


@pytest.mark.parametrize(
    ("line", "ending"),
    [
        ("import os; os._exit(0)", Ending.CRASHED),
        ("import sys; sys.exit(0)", Ending.RAISED),
        ("import ctypes; ctypes.string_at(0)", Ending.CRASHED),
        ("import os; os.abort()", Ending.CRASHED),
        ("bytearray(10**12)", Ending.OUT_OF_MEMORY),
        ("raise KeyboardInterrupt", Ending.RAISED),
        ("print('x' * 10**8)", Ending.FAILED),
    ],
)
def test_endings_are_told_apart(judge, line, ending):
    source = SCALE + f"def centre(x):\n    {line}\n    return x - x.mean(axis=0)\n"
    assert judge(source).ending is ending


def test_time_runs_out_by_the_judges_clock(judge, make_lab):
    lab = make_lab("hasty", toml="[limits]\nseconds = 0.5\n")
    verdict = judge(SCALE + "def centre(x):\n    while True: pass\n", lab=lab)
    assert verdict.ending is Ending.TIMED_OUT
    assert outcomes(verdict) == [Outcome.PASSED, Outcome.PASSED, Outcome.TIMED_OUT]
    assert verdict.seconds < 2


def test_a_changed_input_fails(judge):
    verdict = judge(SCALE + "def centre(x):\n    x -= x.mean(axis=0)\n    return x\n")
    assert verdict.ending is Ending.FAILED
    assert "changed its input `x`" in verdict.message


def test_an_answer_that_depends_on_earlier_calls_fails(judge):
    source = (
        "count = [0]\n"
        + SCALE
        + ("def centre(x):\n    count[0] += 1\n    return x - x.mean(axis=0) + (count[0] > 2)\n")
    )
    verdict = judge(source)
    assert verdict.ending is Ending.FAILED
    assert "A second call with the same input gave another answer." in verdict.message


def test_prints_are_kept_with_the_check_that_made_them(judge):
    verdict = judge(
        "print('loading')\n" + SCALE + "def centre(x):\n    print('shape', x.shape)\n    return x - x.mean(axis=0)\n"
    )
    assert verdict.checks[0].output == "loading\n"
    assert verdict.checks[2].output.splitlines()[:2] == ["shape (3, 2)", "shape (7, 4)"]


def test_an_answer_that_is_no_data_is_said_so(judge):
    verdict = judge(SCALE + "def centre(x):\n    return object()\n")
    assert verdict.ending is Ending.FAILED
    assert "arrays, tensors, numbers, strings and containers are understood" in verdict.message


def test_a_cancelled_run_ends_as_cancelled(judge):
    source = SCALE + "def centre(x):\n    while True: pass\n"
    assert judge(source, cancelled=lambda: True).ending is Ending.CANCELLED


def test_the_same_seed_asks_the_same_cases(judge):
    wrong = SCALE.replace("*", "/") + CENTRE
    one, two = judge(wrong, seed="a1"), judge(wrong, seed="a1")
    assert one.checks[1].detail == two.checks[1].detail
    assert judge(wrong, seed="a2").checks[1].detail != one.checks[1].detail


def test_two_runs_never_share_a_seed(judge):
    assert judge(REFERENCE).seed != judge(REFERENCE).seed


def test_a_reference_that_fails_its_own_check_is_our_fault(judge, make_lab):
    lab = make_lab("broken", reference=SCALE + "def centre(x):\n    raise ValueError('ours')\n")
    verdict = judge(REFERENCE, lab=lab)
    assert verdict.ending is Ending.OURS
    assert "reference of broken failed its own check centred" in verdict.message


def test_a_dead_zygote_is_our_fault_and_the_next_run_has_a_new_one(judge, pool):
    pool.zygote("numpy").process.kill()
    pool.zygote("numpy").gone.wait(10)
    assert judge(REFERENCE).ending is Ending.PASSED


def test_what_the_judge_hides_never_enters_the_cell(judge, make_lab):
    checks = (
        CHECKS
        + '''

class Hidden(Check):
    """Nothing of what is hidden can be found in the cell."""

    needs_reference = False
    pure = False

    def cases(self, rng):
        yield case(x=np.zeros(1)).hiding(secret="sesame-" + str(int(rng.integers(10**9))))

    def probe(code, x):
        return code.search()

    def judge(self, case, got, expected):
        if case["secret"] in got.value:
            yield "the secret was found"
        if "cases" in got.value or "hiding" in got.value:
            yield "the generator was found"
'''
    )
    source = (
        REFERENCE
        + "def search():\n    import gc\n    return ' '.join(repr(o)[:2000] for o in gc.get_objects() if isinstance(o, (dict, list, tuple)) and len(o) < 50)\n"
    )
    assert judge(source, lab=make_lab("hiding", checks=checks)).ending is Ending.PASSED


def test_a_live_curve_is_passed_on_and_kept(judge, make_lab):
    checks = (
        CHECKS
        + '''

class Trained(Check):
    """The loss falls."""

    needs_reference = False
    pure = False

    def cases(self, rng):
        yield case(steps=3)

    def probe(code, steps, report):
        for step in range(steps):
            report(step, loss=1.0 / (step + 1))
        return 0.3

    def judge(self, case, got, expected):
        if not got.value < 0.5:
            yield "the loss did not fall"
'''
    )
    told = []
    verdict = judge(REFERENCE, lab=make_lab("training", checks=checks), emit=told.append)
    assert verdict.ending is Ending.PASSED
    points = [{"step": s, "loss": 1.0 / (s + 1)} for s in range(3)]
    assert [e.data for e in told if e.kind == "curve"] == [{"check": "trained", **p} for p in points]
    assert verdict.checks[3].detail["curve"] == points


def test_the_curve_of_the_reference_is_kept_beside(judge, make_lab):
    checks = (
        CHECKS
        + '''

class Trained(Check):
    """Two steps of something."""

    pure = False

    def cases(self, rng):
        yield case(x=rng.normal(size=(2,)))

    def probe(code, x, report):
        for step in range(2):
            report(step, loss=float(code.scale(x / x[:1], float(step + 1))[0]))
        return code.scale(x, 3.0)
'''
    )
    verdict = judge(SCALE.replace("factor\n", "factor * 2\n") + CENTRE, lab=make_lab("beside", checks=checks))
    detail = verdict.checks[3].detail
    assert [point["loss"] for point in detail["curve"]] == [2.0, 4.0]
    assert [point["loss"] for point in detail["reference_curve"]] == [1.0, 2.0]


def test_the_case_itself_comes_with_the_verdict_and_not_with_the_events(judge):
    told = []
    verdict = judge(SCALE.replace("*", "/") + CENTRE, emit=told.append)
    assert verdict.checks[1].detail["replay"]["probe"] == "probe_Scaled"
    (seen,) = [event.data for event in told if event.data.get("name") == "scaled"]
    assert "tensor" in seen["detail"] and "replay" not in seen["detail"]


def test_a_judgement_that_stumbles_counts_against_the_submission(judge, make_lab):
    checks = CHECKS.replace(
        "        return code.centre(x)\n",
        "        return code.centre(x)\n\n    def judge(self, case, got, expected):\n        if got.value.sum() > 1e9:\n            yield 'no'\n",
    )
    lab = make_lab("stumbling", checks=checks)
    assert judge(SCALE + "def centre(x):\n    return 'hostile'\n", lab=lab).ending is Ending.FAILED


def test_a_verdict_survives_the_journey_as_json(judge):
    verdict = judge(SCALE.replace("*", "+") + CENTRE)
    assert Verdict.from_json(verdict.to_json()) == verdict
