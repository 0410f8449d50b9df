"""One timer, kept on the server; what it measured is written down when it stops."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.habits.models import LONGEST_TIMED, Minutes, Timer
from roadmap.habits.timing import Forgotten, start, stop


def run_for(learner: User, length: timedelta) -> None:
    Timer.objects.filter(learner=learner).update(began=timezone.now() - length)


def test_a_timer_that_stops_writes_its_minutes_down(owner: User) -> None:
    start(owner, "lab", "one")
    run_for(owner, timedelta(minutes=25, seconds=20))
    stop(owner)
    spent = Minutes.objects.get()
    assert (spent.learner, spent.kind, spent.subject, spent.minutes, spent.timed) == (owner, "lab", "one", 25, True)
    assert not Timer.objects.exists()


def test_a_timer_started_again_on_the_same_goes_on(owner: User) -> None:
    start(owner, "lab", "one")
    run_for(owner, timedelta(minutes=9))
    assert start(owner, "lab", "one") is None
    assert Timer.objects.get().minutes == 9


def test_a_timer_started_on_something_else_stops_the_one_that_runs(owner: User) -> None:
    start(owner, "lab", "one")
    run_for(owner, timedelta(minutes=9))
    stopped = start(owner, "topic", "momentum")
    assert stopped
    assert (stopped.subject, stopped.minutes) == ("one", 9)
    assert Timer.objects.get().subject == "momentum"


def test_a_forgotten_timer_writes_nothing_by_itself(owner: User) -> None:
    start(owner, "lab", "one")
    run_for(owner, LONGEST_TIMED + timedelta(minutes=1))
    for move in (lambda: stop(owner), lambda: start(owner, "lab", "two")):
        with pytest.raises(Forgotten):
            move()
    assert Timer.objects.get().subject == "one"
    assert not Minutes.objects.exists()


def test_the_learner_says_how_long_a_forgotten_timer_was_of_use(owner: User) -> None:
    start(owner, "lab", "one")
    run_for(owner, timedelta(hours=30))
    spent = stop(owner, minutes=50)
    assert spent
    assert (spent.minutes, spent.day) == (50, timezone.localdate(timezone.now() - timedelta(hours=30)))


def test_a_timer_can_be_thrown_away(owner: User) -> None:
    start(owner, "lab", "one")
    assert stop(owner, minutes=0) is None
    assert not Timer.objects.exists() and not Minutes.objects.exists()


def test_two_learners_have_a_timer_each(owner: User, teammate: User) -> None:
    start(owner, "lab", "one")
    start(teammate, "lab", "one")
    assert stop(owner)
    assert Timer.objects.get().learner == teammate
