"""What the demonstration's learner does beside the labs: rest, routines, rungs of the ladders, a log, milestones."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from roadmap.demo.calendar import AWAY, DAYS, SUNDAY, first_day
from roadmap.habits.models import Entry, RestDay, Routine, RoutineDone, Rung
from roadmap.habits.routines import SUGGESTED
from roadmap.papers.models import RestMonth
from roadmap.papers.months import shifted
from roadmap.path.milestones import milestones_of
from roadmap.path.models import MilestoneGoal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RESTED_MONTHS_AGO: Final = 3
# Kind, days before the end, what, rank, of, score, what was learned.
LOG: Final = (
    (Entry.Kind.COMPETITION, 34, "Tabular playground, monthly", 412, 1288, "0.861 AUC", "Folds first, models later."),
    (Entry.Kind.COMPETITION, 96, "Leaf disease classification", 690, 1011, "0.842", "Augment before adding layers."),
    (Entry.Kind.TOOL, 120, "einops, for every reshape of a month", None, None, "", "Names beat positions."),
    (Entry.Kind.TOOL, 41, "The profiler of PyTorch", None, None, "", "The loader was the slow part, not the model."),
    (Entry.Kind.TEACHING, 62, "Backpropagation on a whiteboard, for two friends", None, None, "", "Start with units."),
    (Entry.Kind.CONTRIBUTION, 18, "A docstring that had the shapes the wrong way round", None, None, "", ""),
)


def plan_rest(learner: User, today: date) -> None:
    """Every Sunday, the holiday, and a month without a paper: planned when the half-year began."""
    days = [first_day(today) + timedelta(number) for number in range(DAYS + 14)]
    resting = [
        day for n, day in enumerate(days) if day.weekday() == SUNDAY or (n in AWAY and day.weekday() > SUNDAY - 2)
    ]
    RestDay.objects.bulk_create(RestDay(learner=learner, day=day) for day in resting)
    RestMonth.objects.create(learner=learner, month=shifted(today.replace(day=1), -RESTED_MONTHS_AGO))


def climb(learner: User, today: date) -> None:
    """One rung done, one under way."""
    done = {"begun": today - timedelta(70), "done": today - timedelta(52)}
    Rung.objects.create(learner=learner, ladder="images", key="mnist", learned="98.1 % without a convolution.", **done)
    Rung.objects.create(learner=learner, ladder="images", key="cifar-10", begun=today - timedelta(20))


def keep_log(learner: User, today: date) -> None:
    for kind, ago, title, rank, entrants, score, learned in LOG:
        facts = {"rank": rank, "entrants": entrants, "score": score, "learned": learned}
        Entry.objects.create(learner=learner, kind=kind, title=title, day=today - timedelta(ago), **facts)


def keep_routines(learner: User, today: date, chance: Random) -> None:
    """The suggested ones, done more often than not, and never on a day of rest."""
    steps = {Routine.Every.DAY: 1, Routine.Every.WEEK: 7, Routine.Every.MONTH: 30}
    resting = RestDay.objects.of(learner).days()
    for title, every, link in SUGGESTED:
        routine = Routine.objects.create(learner=learner, title=title, every=every, link=link)
        days = [today - timedelta(n) for n in range(1, 90, steps[every]) if chance.random() < 0.6]
        RoutineDone.objects.bulk_create(RoutineDone(routine=routine, day=day) for day in days if day not in resting)


def set_goals(learner: User, today: date) -> None:
    """A day for each of the first milestones, four weeks apart."""
    for number, milestone in enumerate(milestones_of(learner)[:3]):
        day = today + timedelta(weeks=3 + 4 * number)
        MilestoneGoal.objects.set(learner, milestone.topic.concept, day)
