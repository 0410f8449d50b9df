"""Every figure of the dashboard, by hand and against a plain recount in Python of whatever rows there are."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from labs.models import Submission
from roadmap.habits.models import Minutes
from roadmap.papers.models import Paper
from roadmap.papers.verdicts import judged
from roadmap.path.models import Roadmap, Tick
from roadmap.path.standing import standings
from roadmap.progress.activity import days_of, days_on
from roadmap.progress.charts.attempts import tried
from roadmap.progress.charts.phases import spent
from roadmap.progress.charts.reproduced import reproduced
from roadmap.progress.charts.standing import claimed_and_proven
from roadmap.progress.dashboard import CHARTS, Dashboard
from roadmap.progress.leaves import shared_leaves
from roadmap.progress.scope import Scope
from roadmap.progress.span import ALL, OWN, Span
from tests.progress.work import KEYS, LABS, carded, claimed_value, day_ago, days_ago, sent, ticked, timed

recount = hypothesis_settings(max_examples=12)
agos = st.integers(0, 40)
spans = st.one_of(
    st.sampled_from(["30", "90", ALL]).map(Span.of),
    st.tuples(agos, agos).map(lambda ago: Span(OWN, day_ago(max(ago)), day_ago(min(ago)))),
)
verdicts = st.sampled_from(["passed", "passed", "failed", "raised", "cancelled", "ours", ""])
submissions = st.lists(st.tuples(st.sampled_from([*LABS, "gone"]), verdicts, agos), max_size=14)
subjects = st.sampled_from(
    [("lab", "one"), ("lab", "two"), ("lab", "gone"), ("topic", "single"), ("topic", "other"), ("topic", "lost")]
)


def rows_of(learner: User, key: str, span: Span, slug: str = "") -> list[tuple[Any, ...]]:
    return [(row.name, *row.cells) for row in CHARTS[key](Dashboard(learner, slug, span)).rows]


# Activity ------------------------------------------------------------------------------------------


@recount
@given(st.lists(st.integers(0, 200), max_size=12), st.lists(st.integers(0, 200), max_size=4), st.integers(0, 8))
def test_the_days_are_those_of_a_recount_across_the_change_of_the_clocks(
    owner: User, two_roadmaps: Any, settings: Any, codes: list[int], claims: list[int], length: int
) -> None:
    settings.TIME_ZONE = "Europe/Madrid"
    Submission.objects.all().delete()
    Tick.objects.all().delete()
    begin = datetime(2026, 3, 27, 20, 30, tzinfo=ZoneInfo("UTC"))  # the clocks went forward on the 29th at one
    span = Span(OWN, date(2026, 3, 28), date(2026, 3, 28) + timedelta(days=length))
    counted: dict[date, Counter[str]] = defaultdict(Counter)
    moments = [("submissions", begin + timedelta(minutes=30 * half)) for half in codes]
    for _, at in moments:
        sent(owner, "one", "failed", at)
    for key, half in zip(KEYS, claims, strict=False):
        moments.append(("ticks", begin + timedelta(minutes=30 * half)))
        ticked(owner, key, moments[-1][1])
    for kind, at in moments:
        counted[at.astimezone(ZoneInfo("Europe/Madrid")).date()][kind] += 1
    found = {day.day: (day.submissions, day.ticks) for day in days_of(owner, span)}
    assert found == {day: (row["submissions"], row["ticks"]) for day, row in counted.items() if day in span}
    assert days_on(owner) == set(counted)


def test_a_roadmap_alone_counts_the_work_on_its_own_labs_and_topics(owner: User, two_roadmaps: Any) -> None:
    sent(owner, "three", "failed", days_ago(1))
    ticked(owner, "other", days_ago(1))
    timed(owner, "topic", "other", 10, 1)
    sent(owner, "one", "failed", days_ago(2))
    timed(owner, "lab", "two", 10, 3)
    first, second = (days_of(owner, Span.of(), Scope.of(course)) for course in standings(owner))
    assert [(day.day, day.submissions, day.ticks, day.others) for day in first] == [
        (day_ago(3), 0, 0, 1),
        (day_ago(2), 1, 0, 0),
    ]
    assert [(day.day, day.submissions, day.ticks, day.others) for day in second] == [
        (day_ago(2), 1, 0, 0),
        (day_ago(1), 1, 1, 1),
    ]


# Claimed and proven --------------------------------------------------------------------------------


@recount
@given(
    st.dictionaries(st.sampled_from(KEYS), agos),
    st.lists(st.tuples(st.sampled_from(LABS), agos), max_size=5),
    spans,
)
def test_in_a_range_the_lines_are_those_of_all_time_on_the_same_days(
    owner: User, two_roadmaps: Any, claims: dict[str, int], passes: list[tuple[str, int]], span: Span
) -> None:
    Submission.objects.all().delete()
    Tick.objects.all().delete()
    for key, ago in claims.items():
        ticked(owner, key, days_ago(ago))
    for lab, ago in passes:
        sent(owner, lab, "passed", days_ago(ago))
    leaves = shared_leaves(standings(owner))
    always = claimed_and_proven(owner, leaves, Span.of(ALL))
    for row in claimed_and_proven(owner, leaves, span):
        before = [one for one in always if one.day <= row.day][-1]
        assert row.day in span
        assert (row.claimed, row.proven) == (before.claimed, before.proven)
    changed = {leaf.key for leaf in leaves if leaf.proven_on and leaf.proven_on in span}
    assert Dashboard(owner, span=span).proven == len(changed)


def test_a_range_begins_with_what_stood_and_ends_with_what_stands(owner: User, two_roadmaps: Any) -> None:
    sent(owner, "one", "passed", days_ago(60))
    sent(owner, "three", "passed", days_ago(10))
    assert rows_of(owner, "claimed-and-proven", Span(OWN, day_ago(20), day_ago(5))) == [
        (f"{day_ago(5):%-d %b %Y}", 2, 0),
        (f"{day_ago(10):%-d %b %Y}", 2, 0),
        (f"{day_ago(20):%-d %b %Y}", 1, 0),
    ]


# Attempts ------------------------------------------------------------------------------------------


@recount
@given(submissions, spans)
def test_attempts_are_the_verdicts_up_to_the_first_pass(
    owner: User, small_labs: Any, made: list[tuple[str, str, int]], span: Span
) -> None:
    Submission.objects.all().delete()
    for lab, verdict, ago in sorted(made, key=lambda one: -one[2]):
        sent(owner, lab, verdict, days_ago(ago))
    expected = {}
    for lab in LABS:
        verdicts = [
            (one.verdict, timezone.localdate(one.settled))
            for one in Submission.objects.filter(lab=lab).order_by("pk")
            if one.verdict not in ("", "cancelled", "ours")
        ]
        first = next((place for place, (verdict, _) in enumerate(verdicts) if verdict == "passed"), None)
        tries = verdicts if first is None else verdicts[: first + 1]
        if tries and tries[-1][1] in span:
            expected[lab] = (len(tries), first is not None)
    assert {one.lab: (one.attempts, one.proven is not None) for one in tried(owner, span)} == expected


def test_the_lab_that_took_most_attempts_comes_first(owner: User, two_roadmaps: Any) -> None:
    for lab, verdict in (("one", "passed"), ("two", "failed"), ("two", "ours"), ("two", "passed"), ("two", "failed")):
        sent(owner, lab, verdict, days_ago(1))
    today = f"{day_ago(1):%-d %b %Y}"
    assert rows_of(owner, "attempts", Span.of()) == [("The lab two", today, 2), ("The lab one", today, 1)]
    assert rows_of(owner, "attempts", Span.of(), "second") == [("The lab one", today, 1)]


def test_anothers_attempts_and_passes_change_nothing(owner: User, teammate: User, two_roadmaps: Any) -> None:
    sent(teammate, "one", "passed", days_ago(2))
    sent(owner, "one", "failed", days_ago(1))
    assert [(one.lab, one.attempts, one.proven) for one in tried(owner, Span.of())] == [("one", 1, None)]


# Time ----------------------------------------------------------------------------------------------


@recount
@given(st.lists(st.tuples(subjects, st.integers(1, 90), agos), max_size=10), spans, st.booleans())
def test_every_minute_is_counted_once(
    owner: User, two_roadmaps: tuple[Roadmap, Roadmap], written: list[Any], span: Span, alone: bool
) -> None:
    Minutes.objects.all().delete()
    for (kind, subject), minutes, ago in written:
        timed(owner, kind, subject, minutes, ago)
    place = {"one": "Begin", "two": "Begin", "single": "Begin", "other": "On no phase" if alone else "Elsewhere"}
    expected: Counter[str] = Counter()
    for (_, subject), minutes, ago in written:
        if day_ago(ago) in span:
            expected[place.get(subject, "On no phase")] += minutes
    courses = standings(owner)[: 1 if alone else 2]
    rows = spent(courses, Minutes.objects.of(owner).filter(span.days("day")).by_subject())
    assert {row.phase: row.minutes for row in rows} == expected
    assert sum(row.minutes for row in rows) == sum(m for _, m, ago in written if day_ago(ago) in span)


def test_time_is_told_in_hours_in_reading_order(owner: User, two_roadmaps: Any) -> None:
    timed(owner, "topic", "other", 90)
    timed(owner, "topic", "written", 20)
    timed(owner, "lab", "one", 60)
    assert rows_of(owner, "time", Span.of()) == [
        ("Begin", "First", 1.0),
        ("Go on", "First", 0.33),
        ("Elsewhere", "Second", 1.5),
    ]
    assert rows_of(owner, "time", Span.of(), "second") == [("Elsewhere", 2.5)]


# Reviews -------------------------------------------------------------------------------------------


def test_a_roadmap_alone_has_the_reviews_of_its_own_proofs(owner: User, two_roadmaps: Any) -> None:
    carded(owner, "lab", "one", 3)
    carded(owner, "lab", "three", 3)
    carded(owner, "lab", "two", 45)
    in_three = f"{day_ago(-3):%-d %b %Y}"
    assert rows_of(owner, "reviews", Span.of("30")) == [(in_three, 2)]
    assert rows_of(owner, "reviews", Span.of("30"), "first") == [(in_three, 1)]
    assert rows_of(owner, "reviews", Span.of("90"), "first") == [(in_three, 1), (f"{day_ago(-45):%-d %b %Y}", 1)]


# Papers --------------------------------------------------------------------------------------------

values = st.floats(-1e6, 1e6, allow_subnormal=False)


@recount
@given(
    st.lists(values, min_size=1, max_size=6),
    st.floats(-1e3, 1e3),
    st.floats(0.001, 50),
    st.sampled_from(["absolute", "relative"]),
    st.sampled_from(["higher", "lower", "equal"]),
)
def test_interval_and_verdict_are_those_of_the_papers_page(
    owner: User, seeds: list[float], reported: float, tolerance: float, kind: str, better: str
) -> None:
    Paper.objects.all().delete()
    claim = claimed_value(
        owner, "2401.00001", seeds, reported=reported, tolerance=tolerance, tolerance_kind=kind, better=better
    )
    (found,) = reproduced(owner, Span.of())
    plain = judged(seeds, claim.band)
    assert (found.result.seeds, found.claim.band) == (plain.seeds, claim.band)
    # The sums of a database are a little less exact than the statistics of Python.
    slack = 1e-9 * max(1.0, *(abs(value) for value in seeds))
    assert found.result.mean == pytest.approx(plain.mean, abs=slack)
    assert (found.result.half_width is None) == (plain.half_width is None)
    if plain.half_width is not None:
        assert found.result.half_width == pytest.approx(plain.half_width, rel=1e-6, abs=slack * 1e3)


def test_a_claim_is_told_beside_what_the_paper_reports(owner: User, two_roadmaps: Any) -> None:
    claimed_value(owner, "2401.00001", [1.9, 2.0, 2.1], metric="loss", data_set="toys")
    claimed_value(owner, "2402.00002", [5.0], ago=40, metric="error")
    assert rows_of(owner, "papers", Span.of()) == [
        ("loss on toys, On 2401.00001", "reproduced", "2", "2", "1.752 to 2.248", 3),
        ("error, On 2402.00002", "open", "2", "5", "", 1),
    ]
    assert [name for name, *_ in rows_of(owner, "papers", Span.of("30"))] == ["loss on toys, On 2401.00001"]
    assert [name for name, *_ in rows_of(owner, "papers", Span.of(), "first")] == ["loss on toys, On 2401.00001"]
    assert rows_of(owner, "papers", Span.of(), "second") == []


def test_percents_are_of_what_is_reported_below_zero_too(owner: User) -> None:
    claimed_value(owner, "2401.00001", [-1.5, -1.5], reported=-2.0, tolerance=0.2, better="equal")
    drawing = CHARTS["papers"](Dashboard(owner)).drawing
    assert (drawing["values"], drawing["low"], drawing["high"]) == ([25.0], [25.0], [25.0])
    assert (drawing["band_low"], drawing["band_high"]) == ([-10.0], [10.0])


def test_a_claim_of_zero_stands_in_the_table_alone(owner: User) -> None:
    claimed_value(owner, "2401.00001", [0.1, 0.2], reported=0.0)
    chart = CHARTS["papers"](Dashboard(owner))
    assert (len(chart.rows), chart.drawing["labels"]) == (1, [])
    assert "1 claim cannot be drawn" in chart.caption
