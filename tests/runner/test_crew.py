"""Threads that wait for work."""

import threading

import pytest

from runner.crew import Later, begin

SECONDS = 20  # nothing here takes so long; what hangs is told


def test_work_is_done_beside_whoever_begins_it():
    here, there = threading.Event(), threading.Event()
    work = begin(lambda: (there.set(), here.wait(SECONDS)))
    assert there.wait(SECONDS)
    here.set()
    assert work.result(SECONDS) == (None, True)


def test_work_that_waits_for_work_begun_later_gets_its_answer():
    answers = [threading.Event() for _ in range(40)]
    waiting = [begin(one.wait, SECONDS) for one in answers]
    setting = [begin(one.set) for one in answers]
    assert all(one.result(SECONDS) for one in waiting)
    assert [one.result(SECONDS) for one in setting] == [None] * len(answers)


def crew():
    return [one for one in threading.enumerate() if one.name == "crew"]


def test_no_more_threads_are_started_than_there_is_work_at_once():
    def two_at_once():
        first, second = begin(threading.Event().is_set), begin(threading.Event().is_set)
        return first.result(SECONDS), second.result(SECONDS)

    two_at_once()
    before = len(crew())
    for _ in range(2000):
        two_at_once()
    assert len(crew()) <= max(before, 2)


def test_what_the_work_raises_is_printed_and_kept(capfd):
    with pytest.raises(ZeroDivisionError):
        begin(lambda: 1 / 0).result(SECONDS)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_an_action_is_done_later():
    done = threading.Event()
    Later(0.01, done.set)
    assert done.wait(SECONDS)


def test_an_action_that_is_called_off_is_not_done():
    done = threading.Event()
    later = Later(3600.0, done.set)
    later.call_off()
    later.join()
    assert not done.is_set()
