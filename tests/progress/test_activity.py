"""Which days were active, and how many in a row."""

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from labs.models import Submission
from roadmap.habits.models import Minutes, Routine, RoutineDone
from roadmap.notes.models import Note
from roadmap.path.models import Tick
from roadmap.progress.activity import Day, days_of, streak
from tests.roadmaps import make_roadmap, say, send

TODAY = date(2026, 3, 10)
gaps = st.sets(st.integers(min_value=0, max_value=12))


def days_ago(*numbers: int) -> set[date]:
    return {TODAY - timedelta(days=number) for number in numbers}


def test_a_streak_counts_today() -> None:
    assert streak(days_ago(0, 1, 2), today=TODAY) == 3


def test_a_streak_lives_until_today_ends() -> None:
    assert streak(days_ago(1, 2), today=TODAY) == 2


def test_a_day_missed_ends_a_streak() -> None:
    assert streak(days_ago(2, 3, 4), today=TODAY) == 0


def test_nothing_done_is_no_streak() -> None:
    assert streak([], today=TODAY) == 0


@given(gaps)
def test_a_streak_is_a_run_of_active_days_that_cannot_be_made_longer(numbers: set[int]) -> None:
    days = days_ago(*numbers)
    length = streak(days, today=TODAY)
    last = TODAY if TODAY in days else TODAY - timedelta(days=1)
    assert {last - timedelta(days=back) for back in range(length)} <= days
    assert last - timedelta(days=length) not in days


def test_code_ticks_and_notes_are_counted_by_the_day(owner: User, settings) -> None:
    settings.TIME_ZONE = "UTC"
    make_roadmap("# R\n## P\n- [ ] Topic ^topic\n")
    say(owner, "topic", "claimed")
    for _ in range(2):
        send(owner, "one", "failed")
    Note.objects.create(learner=owner, title="In my words", title_folded="in my words")
    for rows, field in ((Submission, "created"), (Tick, "at"), (Note, "created")):
        rows.objects.update(**{field: datetime(2026, 3, 10, 9, tzinfo=UTC)})
    Submission.objects.filter(pk=Submission.objects.first().pk).update(created=datetime(2026, 3, 8, 9, tzinfo=UTC))
    assert days_of(owner) == [
        Day(date(2026, 3, 8), submissions=1),
        Day(TODAY, submissions=1, ticks=1, notes=1),
    ]


def test_another_learners_work_is_not_counted(owner: User, teammate: User) -> None:
    send(teammate, "one")
    assert days_of(owner) == []


def test_time_routines_and_reviews_in_words_make_a_day_active(owner: User) -> None:
    day = timezone.localdate() - timedelta(days=2)
    Minutes.objects.create(learner=owner, kind="lab", subject="one", minutes=5, day=day)
    RoutineDone.objects.create(routine=Routine.objects.create(learner=owner, title="Teach"), day=day)
    assert days_of(owner) == [Day(day, others=2)]
