"""Habits leave with their owner and come back whole, here or elsewhere."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.habits.carrying import KINDS, pack, unpack
from roadmap.habits.models import Entry, Minutes, RestDay, Routine, RoutineDone, Rung

texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60).map(str.strip)


@pytest.fixture
def kept(owner: User) -> dict[str, str]:
    """The owner's habits, packed."""
    today = timezone.localdate()
    for days in (0, 40):
        day = today - timedelta(days=days)
        Minutes.objects.create(learner=owner, kind="lab", subject="one", minutes=25, day=day, remark="Pencil: paper")
    Rung.objects.create(learner=owner, ladder="images", key="mnist", begun=today, learned="---\nLook at *data*.")
    Rung.objects.create(learner=owner, ladder="language", key="own", title="A poem", link="https://example.org/")
    Entry.objects.create(learner=owner, kind="competition", title="Galaxy Zoo", rank=3, entrants=9, score="0.9 AUC")
    routine = Routine.objects.create(learner=owner, title="Teach", every="week")
    RoutineDone.objects.create(routine=routine, day=today)
    RestDay.objects.create(learner=owner, day=today + timedelta(days=3))
    return dict(pack(owner))


def said(learner: User) -> list[Any]:
    """Everything that a learner's habits say, without numbers of rows."""
    rows = [
        tuple(getattr(row, name) for name in carried.fields)
        for carried in KINDS.values()
        for row in carried.model._default_manager.filter(learner=learner).order_by("uuid")
    ]
    done = list(RoutineDone.objects.filter(routine__learner=learner).values_list("routine__title", "day"))
    return [rows, done, sorted(RestDay.objects.of(learner).days())]


def test_everything_comes_back_on_an_empty_account(owner: User, kept: dict[str, str]) -> None:
    before = said(owner)
    for carried in KINDS.values():
        carried.model._default_manager.all().delete()
    RestDay.objects.all().delete()
    summary = unpack(owner, kept)
    assert (summary.problems, said(owner)) == ([], before)
    assert dict(pack(owner)) == kept


def test_a_second_time_changes_nothing(owner: User, kept: dict[str, str]) -> None:
    before = said(owner)
    summary = unpack(owner, kept)
    assert (summary.added, summary.copied, summary.problems) == (0, 0, [])
    assert said(owner) == before


def test_another_learner_of_the_installation_gets_rows_of_their_own(
    owner: User, teammate: User, kept: dict[str, str]
) -> None:
    before = said(owner)
    for _ in range(2):
        assert unpack(teammate, kept).problems == []
    assert said(owner) == before
    assert [sorted(map(str, part)) for part in said(teammate)] == [sorted(map(str, part)) for part in before]


def test_what_differs_is_kept_beside_what_is_there_once(owner: User, kept: dict[str, str]) -> None:
    Rung.objects.filter(key="mnist").update(learned="My newer words.")
    Entry.objects.update(score="0.95 AUC")
    assert [unpack(owner, kept).copied, unpack(owner, kept).copied] == [2, 0]
    assert set(Rung.objects.filter(ladder="images").values_list("learned", flat=True)) == {
        "My newer words.",
        "---\nLook at *data*.",
    }
    assert set(Entry.objects.values_list("score", flat=True)) == {"0.9 AUC", "0.95 AUC"}


def test_a_routine_of_the_same_name_takes_the_dates_in(owner: User, teammate: User, kept: dict[str, str]) -> None:
    mine = Routine.objects.create(learner=teammate, title="Teach", every="month")
    unpack(teammate, kept)
    assert Routine.objects.get(learner=teammate) == mine
    assert mine.done.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "---\nkind: minutes\nrows: none\n---\n",
        "---\nkind: rung\nrow: {uuid: x}\n---\n",
        "---\nkind: entry\nrow: {uuid: 6f9619ff-8b86-4d01-b42d-00cf4fc964ff, kind: party}\n---\n",
        "---\nkind: [\n---\n",
        "no front matter",
    ],
)
def test_a_damaged_file_is_told_and_left_out(owner: User, kept: dict[str, str], text: str) -> None:
    before = said(owner)
    (problem,) = unpack(owner, {"habits/broken.md": text}).problems
    assert "habits/broken.md" in problem
    assert said(owner) == before


def test_files_of_other_rooms_are_passed_over(owner: User) -> None:
    assert unpack(owner, {"notes/one.md": "---\nkind: entry\n---\n"}).problems == []


@settings(max_examples=25)
@given(texts.filter(bool), texts, st.dates(date(2000, 1, 1), date(2020, 1, 1)), st.none() | st.integers(1, 99))
def test_any_entry_comes_back_as_it_was(owner: User, title: str, learned: str, day: date, rank: int | None) -> None:
    Entry.objects.all().delete()
    Entry.objects.create(learner=owner, kind="tool", title=title, learned=learned, day=day, rank=rank)
    files = dict(pack(owner))
    before = said(owner)
    Entry.objects.all().delete()
    assert unpack(owner, files).problems == []
    assert said(owner) == before
