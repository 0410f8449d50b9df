"""Days where the installation is: in the database as in Python, whatever its clock does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from roadmap.progress.local_days import LocalDay, begin_of

# Half and quarter hours, half an hour of summer time, clocks that change at midnight, and several changes a year.
ZONES = (
    *("UTC", "Europe/Madrid", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana", "America/Sao_Paulo"),
    *("Africa/Casablanca", "Pacific/Apia"),
)
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2008, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
anything = hypothesis_settings(max_examples=60)


def day_in_database(learner: User, moment: datetime) -> date:
    mine = User.objects.filter(pk=learner.pk)
    mine.update(date_joined=moment)
    (day,) = mine.values_list(LocalDay("date_joined"), flat=True)
    return day


@anything
@given(zones, moments)
@example("Europe/Madrid", datetime(2026, 3, 29, 0, 59, 59, 999999, UTC))
@example("Europe/Madrid", datetime(2026, 10, 25, 1, tzinfo=UTC))
@example("UTC", datetime(2026, 3, 1, 23, 59, 59, 999999, UTC))
@example("America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC))
@example("UTC", datetime(2015, 1, 1, tzinfo=UTC))
@example("Asia/Kathmandu", datetime(2014, 12, 31, 23, 59, 59, 999999, UTC))
def test_the_database_finds_the_day_that_the_calendar_on_the_wall_shows(
    owner: User, zone: str, moment: datetime
) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert day_in_database(owner, moment) == moment.astimezone(ZoneInfo(zone)).date()


@given(zones, st.dates(date(2008, 1, 1), date(2027, 12, 31)))
@example("America/Havana", date(2026, 3, 8))
@example("America/Sao_Paulo", date(2018, 11, 4))
@example("America/Sao_Paulo", date(2018, 2, 18))
def test_a_day_begins_with_the_first_moment_that_bears_its_date(zone: str, day: date) -> None:
    skipped = (zone, day) == ("Pacific/Apia", date(2011, 12, 30))  # the islands went from the 29th to the 31st
    with timezone.override(ZoneInfo(zone)):
        begin = begin_of(day)
        assert timezone.localdate(begin) == (day + timedelta(days=1) if skipped else day)
        before = begin.astimezone(UTC) - timedelta(microseconds=1)
        assert timezone.localdate(before) < day


@pytest.mark.django_db
def test_no_row_is_looked_at_by_python_where_the_offsets_are_known(owner: User, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Madrid"
    asked = str(User.objects.values_list(LocalDay("date_joined")).query)
    assert "2026-03-29 01:00:00" in asked or "AT TIME ZONE" in asked
