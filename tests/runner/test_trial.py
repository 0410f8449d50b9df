"""What a submission is asked, and by how many cells of the lab's own it is answered."""

from __future__ import annotations

from contextlib import closing

import pytest

from runner.crew import begin
from runner.reference import Reference
from runner.sandbox.talk import Together, Wait, finish
from runner.trial import Trial
from tests.runner.conftest import CHECKS

SEED = "5" * 32
SECONDS = 20  # nothing here takes so long


def test_nothing_is_drawn_before_somebody_asks(make_lab):
    with Trial(make_lab(), SEED) as trial:
        assert list(trial.drawn()) == []


def test_a_check_is_drawn_once_whoever_asks(make_lab):
    with Trial(make_lab(), SEED) as trial:
        trial.draw(0)
        assert list(trial.drawn()) == trial.group(0) == trial.group(0)


def test_what_is_drawn_does_not_depend_on_the_order(make_lab):
    lab = make_lab()
    with Trial(lab, SEED) as backwards, Trial(lab, SEED) as in_order:
        backwards.draw(1)
        inputs = [
            [call.case.inputs["x"].tolist() for q in trial.all() for call in q.calls] for trial in (backwards, in_order)
        ]
    assert inputs[0] == inputs[1]


def test_a_check_that_cannot_be_drawn_is_told_to_whoever_reads_it(make_lab):
    lab = make_lab(checks=CHECKS.replace("size=(2,)", "size=(-2,)"))
    with Trial(lab, SEED) as trial:
        trial.draw(0)
        for read in (lambda: trial.group(0), lambda: finish(trial.when_drawn(0))):
            with pytest.raises(ValueError, match="negative"):
                read()


def test_a_talk_waits_until_another_thread_has_drawn(make_lab):
    with Trial(make_lab(), SEED) as trial, closing(Together()) as together:
        trial.bells.append(together.bell)
        got = []

        def wait():
            drawing = begin(trial.draw, 1)
            got.extend((yield from trial.when_drawn(1)))
            drawing.result()

        together.add(wait())
        together.lead(seconds=SECONDS)
        assert got == trial.group(1)


def test_nothing_is_drawn_for_a_trial_that_is_over(make_lab):
    trial = Trial(make_lab(), SEED)
    trial.close()
    with pytest.raises(RuntimeError, match="over"):
        trial.group(0)


def test_two_cells_take_turns_where_time_is_compared(make_lab):
    lab = make_lab(checks=CHECKS.replace("Kind.INVARIANT", "Kind.COST"))
    with Trial(lab, SEED) as trial, closing(Together()) as together:
        trial.bells.append(together.bell)
        (measured,) = trial.group(1)
        told = []

        def work(name):
            yield from trial.take_turn(measured)
            told.append(f"{name} begins")
            yield Wait(seconds=0)
            told.append(f"{name} ends")
            trial.end_turn(measured)

        together.add(work("submission"))
        together.add(work("reference"))
        together.lead(seconds=SECONDS)
        assert told == ["submission begins", "submission ends", "reference begins", "reference ends"]
        assert not trial.measures


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
