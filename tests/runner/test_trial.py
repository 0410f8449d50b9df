"""What a submission is asked, and by how many cells of the lab's own it is answered."""

from __future__ import annotations

from runner.reference import Reference
from runner.trial import Trial
from tests.runner.conftest import CHECKS

SEED = "5" * 32


def test_nothing_is_drawn_before_somebody_asks(make_lab):
    with Trial(make_lab(), SEED) as trial:
        assert list(trial.drawn()) == []


def test_the_first_check_is_drawn_once_drawing_has_begun(make_lab):
    with Trial(make_lab(), SEED) as trial:
        trial.begin()
        assert {type(question.check).__name__ for question in trial.drawn()} >= {"Scaled"}


def test_what_is_drawn_does_not_depend_on_who_asks_first(make_lab):
    lab = make_lab()
    with Trial(lab, SEED) as begun, Trial(lab, SEED) as asked:
        begun.begin()
        inputs = [[call.case.inputs["x"].tolist() for q in trial.all() for call in q.calls] for trial in (begun, asked)]
    assert inputs[0] == inputs[1]


def test_a_first_check_that_cannot_be_drawn_is_told_to_whoever_reads_it(make_lab):
    lab = make_lab(checks=CHECKS.replace("size=(2,)", "size=(-2,)"))
    with Trial(lab, SEED) as trial:
        trial.begin()
        (_, first), *_ = zip(lab.checks, trial._drawn, strict=True)
        assert isinstance(first.exception(), ValueError)


def cells_kept(pool, lab):
    return sum(key[0] == lab.slug for key, _ in pool.shelf._idle)


def in_double_precision(lab, pool):
    with Trial(lab, SEED) as trial:
        reference = Reference(trial, pool, "cpu")
        reference.run()
        return [reply.value.dtype.name for question in trial.all() for reply in question.precise.result()]


def test_a_lab_in_double_precision_is_answered_by_one_cell(pool, make_lab):
    lab = make_lab("double")
    assert in_double_precision(lab, pool) == []
    assert cells_kept(pool, lab) == 1


def test_a_lab_in_single_precision_is_answered_by_two_cells(pool, make_lab):
    lab = make_lab("single", checks=CHECKS.replace(".normal(size=(4, 3))", ".normal(size=(4, 3)).astype('f4')"))
    assert set(in_double_precision(lab, pool)) == {"float64"}
    assert cells_kept(pool, lab) == 2
