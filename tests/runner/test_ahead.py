"""Trials made ready before a submission comes, and cells that keep the reference."""

from contextlib import closing

import pytest

from runner.ahead import LABS_KEPT, Ahead
from runner.contract import Ending, Job
from runner.grade import grade
from tests.runner.conftest import REFERENCE


@pytest.fixture
def ahead(pool):
    with closing(Ahead(pool, "cpu")) as made:
        yield made


def graded(lab, pool, ahead, source=REFERENCE, **options):
    return grade(Job(1, "token", lab.slug, source), lab, pool, ahead=ahead, **options)


def test_a_submission_gets_the_sitting_that_waits(pool, ahead, make_lab):
    lab = make_lab()
    ahead.prepare(lab)
    seed = ahead._waiting[lab.slug, lab.digest].trial.seed
    verdict = graded(lab, pool, ahead)
    assert (verdict.ending, verdict.seed) == (Ending.PASSED, seed)


def test_no_two_submissions_get_the_same_sitting(pool, ahead, make_lab):
    lab = make_lab()
    ahead.prepare(lab)
    first, second = graded(lab, pool, ahead), graded(lab, pool, ahead)
    assert (first.ending, second.ending) == (Ending.PASSED, Ending.PASSED)
    assert first.seed != second.seed


def test_a_given_seed_is_kept_to(pool, ahead, make_lab):
    lab = make_lab()
    ahead.prepare(lab)
    assert graded(lab, pool, ahead, seed="5" * 32).seed == "5" * 32
    assert len(ahead._waiting) == 1


def test_a_lab_that_was_changed_gets_no_old_sitting(pool, ahead, make_lab):
    lab = make_lab()
    ahead.prepare(lab)
    changed = make_lab("other")
    object.__setattr__(changed, "slug", lab.slug)
    changed.__dict__["digest"] = "another"
    assert ahead.take(changed) is None


def test_a_sitting_whose_reference_failed_is_passed_over(pool, ahead, make_lab):
    lab = make_lab(reference=REFERENCE.replace("x * factor", "x * missing"))
    ahead.prepare(lab)
    with pytest.raises(Exception, match="failed its own check"):
        ahead.wait()
    assert ahead.take(lab) is None


def test_the_labs_asked_for_last_are_kept(pool, ahead, make_lab):
    labs = [make_lab(f"lab-{n}") for n in range(LABS_KEPT + 1)]
    for lab in labs:
        ahead.prepare(lab)
    assert [slug for slug, _ in ahead._waiting] == [lab.slug for lab in labs[1:]]


def test_what_is_wanted_is_prepared_for_once_it_is_quiet(pool, ahead, make_lab):
    labs = [make_lab(f"wanted-{n}") for n in range(2)]
    for lab in labs:
        ahead.prepare_soon(lab)
    ahead._quiet.join()
    assert [slug for slug, _ in ahead._waiting] == [lab.slug for lab in labs]


def test_who_takes_a_sitting_puts_off_what_is_wanted_and_does_not_lose_it(pool, ahead, make_lab, monkeypatch):
    wanted, taken = make_lab("wanted"), make_lab("taken")
    monkeypatch.setattr("runner.ahead.QUIET_SECONDS", 3600.0)
    ahead.prepare_soon(wanted)
    put_off = ahead._quiet
    ahead.take(taken)
    put_off.join()
    assert not ahead._waiting
    monkeypatch.setattr("runner.ahead.QUIET_SECONDS", 0.0)
    ahead.prepare_soon(taken)
    ahead._quiet.join()
    assert [slug for slug, _ in ahead._waiting] == ["wanted", "taken"]


def test_quiet_that_comes_too_late_prepares_nothing_beside_a_submission_and_loses_nothing(ahead, make_lab, monkeypatch):
    lab = make_lab()
    monkeypatch.setattr("runner.ahead.QUIET_SECONDS", 3600.0)
    ahead.prepare_soon(lab)
    turn = ahead._turn
    assert ahead.take(lab) is None
    ahead._prepare_wanted(turn)
    assert not ahead._waiting
    assert list(ahead._wanted) == [(lab.slug, lab.digest)]


def test_nothing_is_prepared_for_after_the_end(pool, make_lab):
    lab, ahead = make_lab(), Ahead(pool, "cpu")
    ahead.prepare_soon(lab)
    put_off = ahead._quiet
    ahead.close()
    ahead.prepare(lab)
    put_off.join()
    assert not ahead._waiting


def test_the_reference_answers_the_next_submission_from_the_same_cell(pool, make_lab):
    lab = make_lab("kept")
    for _ in range(2):
        assert graded(lab, pool, None).ending is Ending.PASSED
    kept = [cell for key, cell in pool.shelf._idle if key[0] == "kept"]
    assert [cell.uses for cell in kept] == [2]


def test_a_kept_cell_that_died_is_not_used_again(pool, make_lab):
    lab = make_lab("kept-and-killed")
    assert graded(lab, pool, None).ending is Ending.PASSED
    cell = next(cell for key, cell in pool.shelf._idle if key[0] == lab.slug)
    pool.zygote("numpy").kill(cell.name)
    pool.zygote("numpy").death(cell.name, 10)
    assert graded(lab, pool, None).ending is Ending.PASSED
    assert cell not in [cell for _, cell in pool.shelf._idle]
