"""Which days a page looks at, and what it says to days that cannot be."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from labs.models import Submission
from roadmap.progress.span import ALL, LENGTHS, OWN, Span, SpanForm, query
from tests.progress.work import day_ago, days_ago, sent


def asked(text: str) -> SpanForm:
    return SpanForm(QueryDict(text))


@pytest.mark.parametrize("key", LENGTHS)
def test_the_latest_days_include_today_and_are_as_many_as_they_say(key: str) -> None:
    span = asked(f"range={key}").span
    assert (span.key, span.last, span.length) == (key, timezone.localdate(), LENGTHS[key])


def test_without_a_word_it_is_ninety_days() -> None:
    form = asked("")
    assert (form.span, form.problem) == (Span.of("90"), "")


def test_all_has_no_first_day() -> None:
    assert asked("range=all").span.first is None


def test_own_dates_are_both_included() -> None:
    span = asked("range=own&since=2026-01-31&until=2026-02-02").span
    assert (span.first, span.last, span.length) == (date(2026, 1, 31), date(2026, 2, 2), 3)


def test_a_first_day_alone_goes_up_to_today() -> None:
    assert asked("range=own&since=2026-01-31").span.last == timezone.localdate()


def test_a_last_day_alone_takes_everything_before() -> None:
    span = asked("range=own&until=2026-01-31").span
    assert date(2001, 1, 1) in span
    assert not span.is_present


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("range=rubbish", "There is no such range."),
        ("range=own", "Choose a first day, a last day, or both."),
        ("range=own&since=31.1.", "The first day is not a date. Write it as 2026-01-31."),
        ("range=own&until=never", "The last day is not a date."),
        ("range=own&since=2026-02-01&until=2026-01-01", "The first day lies after the last."),
        ("range=own&since=1999-12-31", "Choose days from 2000 on."),
        ("range=own&until=9999-12-31", "One of the days has not come yet."),
    ],
)
def test_a_range_that_cannot_be_is_told_in_a_sentence_and_the_usual_one_stands(text: str, words: str) -> None:
    form = asked(text)
    assert words in form.problem
    assert form.span == Span.of("90")


@pytest.mark.parametrize("text", ["range=30", "range=all", "range=own&since=2026-01-31&until=2026-02-02", ""])
def test_the_address_holds_the_range(text: str) -> None:
    span = asked(text).span
    assert asked(query(span)[1:]).span == span


spans = st.one_of(
    st.sampled_from([*LENGTHS, ALL]).map(Span.of),
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
        lambda ago: Span(OWN, day_ago(max(ago)), day_ago(min(ago))),
    ),
)


@hypothesis_settings(max_examples=25)
@given(spans)
def test_the_database_takes_the_days_that_are_in_the_range(owner: User, span: Span) -> None:
    if not Submission.objects.exists():
        for number in (0, 1, 29, 30, 45, 89, 90, 364, 365):
            sent(owner, "one", "failed", days_ago(number))
    every = Submission.objects.order_by("pk")
    found = {made.pk for made in every.filter(span.moments("created"))}
    assert found == {made.pk for made in every if timezone.localdate(made.created) in span}
    assert span.length is None or span.length == (span.last - (span.first or date.min)) // timedelta(days=1) + 1
