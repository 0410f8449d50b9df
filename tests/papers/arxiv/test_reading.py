"""Feeds are read once a day, one at a time, for all who follow them; trouble is told once and loses nothing."""

import json
import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from roadmap.papers.arxiv import marking, reading
from roadmap.papers.arxiv.models import A_DAY, FIRST_PAUSE, KEPT, LONGEST_PAUSE, Feed, Mark, Preprint
from roadmap.papers.arxiv.reading import PAUSE, forget_the_outdated, read_feed, take_turn
from roadmap.papers.arxiv.tasks import read
from tests.papers.arxiv.server import entry, feed

LOG = "roadmap.papers.arxiv.reading"


@pytest.fixture
def one(server, following):
    """The feed of cs.CL, which holds one entry."""
    server.gives("cs.CL", feed(entry()), etag='"one"')
    (feed_row,) = following("cs.CL")
    return feed_row


@pytest.fixture
def hurried(monkeypatch):
    """No pause between two questions, for tests that are not about it."""
    monkeypatch.setattr(reading, "PAUSE", timedelta())


def titles():
    return set(Preprint.objects.values_list("title", flat=True))


# What is kept


def test_new_entries_are_kept(one):
    assert read_feed(one) == 1
    kept = Preprint.objects.get()
    assert (kept.arxiv_id, kept.title, kept.authors) == ("2603.00001", "A title", "A. One\nB. Two")
    assert list(kept.feeds.all()) == [one]


def test_an_entry_in_two_categories_is_one(server, following):
    both = following("cs.CL", "cs.LG")
    for category in ("cs.CL", "cs.LG"):
        server.gives(category, feed(entry(kind="new" if category == "cs.CL" else "cross")))
    assert [read_feed(one) for one in both] == [1, 0]
    assert set(Preprint.objects.get().feeds.all()) == set(both)


def test_a_new_version_replaces_the_old_and_is_not_news(one, server):
    read_feed(one)
    first = Preprint.objects.get()
    server.gives("cs.CL", feed(entry(version=2, kind="replace", title="A better title")))
    assert read_feed(one) == 0
    kept = Preprint.objects.get()
    assert (kept.pk, kept.version, kept.title, kept.announced) == (first.pk, 2, "A better title", first.announced)


def test_an_older_version_changes_nothing(one, server):
    server.gives("cs.CL", feed(entry(version=3, title="Third")))
    read_feed(one)
    server.gives("cs.CL", feed(entry(version=2, kind="replace", title="Second")))
    read_feed(one)
    assert titles() == {"Third"}


def test_the_replacement_of_a_paper_nobody_was_told_of_is_not_kept(one, server):
    server.gives("cs.CL", feed(entry("2401.00001", version=4, kind="replace")))
    assert read_feed(one) == 0
    assert not Preprint.objects.exists()


def test_a_new_version_leaves_what_a_learner_made_of_it(one, server, owner):
    read_feed(one)
    marking.dismiss(marking.mark_of(owner, Preprint.objects.get()), True)
    server.gives("cs.CL", feed(entry(version=2, kind="replace")))
    read_feed(one)
    assert Mark.objects.get().dismissed


def test_an_unchanged_feed_is_asked_by_its_etag_and_changes_nothing(one, server):
    read_feed(one)
    assert read_feed(Feed.objects.get()) == 0
    assert server.asked[-1][1]["If-None-Match"] == '"one"'
    assert titles() == {"A title"}
    assert Feed.objects.get().failures == 0


# Trouble


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (lambda server: server.refuses("cs.CL", 503), "answered 503"),
        (lambda server: server.gives("cs.CL", b"<html>"), "not an Atom feed"),
        (lambda server: server.gives("cs.CL", feed(entry(), entry("2603.00009"))[:-200]), "damaged"),
        (lambda server: server.gives("cs.CL", b"<!DOCTYPE feed>" + feed()), "entities"),
        (lambda server: server.answers.update({"cs.CL": lambda to: setattr(to, "close_connection", True)}), "asked"),
    ],
)
def test_trouble_loses_nothing_and_is_told_once(one, server, caplog, trouble, sentence):
    read_feed(one)
    trouble(server)
    with caplog.at_level(logging.WARNING, LOG):
        for _ in range(3):
            assert read_feed(Feed.objects.get()) == 0
    assert titles() == {"A title"}
    assert [sentence in record.getMessage() for record in caplog.records] == [True]
    troubled = Feed.objects.get()
    assert sentence in troubled.problem
    assert troubled.failures == 3


def test_what_was_missed_comes_when_the_feed_is_well_again(one, server, caplog):
    server.refuses("cs.CL", 500)
    read_feed(one)
    server.gives("cs.CL", feed(entry("2603.00001"), entry("2603.00002")))
    with caplog.at_level(logging.WARNING, LOG):
        assert read_feed(Feed.objects.get()) == 2
    assert "can be read again" in caplog.text
    well = Feed.objects.get()
    assert (well.failures, well.problem, well.problem_since) == (0, "", None)


def test_each_failure_doubles_the_pause_up_to_two_days(one, server):
    server.refuses("cs.CL", 500)
    pauses = []
    for _ in range(9):
        read_feed(one)
        pauses.append(one.due - one.asked)
    assert pauses[:4] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE == max(pauses)


@pytest.mark.parametrize(
    ("asked_for", "pause"), [(7200, timedelta(hours=2)), (60, FIRST_PAUSE), (10**9, LONGEST_PAUSE)]
)
def test_a_pause_that_the_server_asks_for_is_kept_within_reason(one, server, asked_for, pause):
    server.refuses("cs.CL", 503, Retry_After=str(asked_for))
    read_feed(one)
    assert one.due - one.asked == pause


# Whose turn it is


def test_a_feed_that_was_read_is_due_again_in_a_day(one):
    now = timezone.now()
    assert take_turn(now).feed == one
    read_feed(one)
    assert take_turn(one.due - timedelta(seconds=1)).feed is None
    assert one.due - one.asked == A_DAY
    assert take_turn(one.due).feed == one


def test_a_category_that_nobody_follows_is_not_asked(one, owner):
    marking.follow(owner, [])
    turn = take_turn(timezone.now())
    assert (turn.feed, turn.wait) == (None, timedelta())


def test_two_who_follow_a_category_are_served_by_one_question(one, server, teammate, hurried):
    marking.follow(teammate, ["cs.CL"])
    call_command("read_arxiv", stdout=StringIO())
    assert [category for category, _ in server.asked] == ["cs.CL"]
    assert Preprint.objects.followed_by(teammate).count() == 1


def test_between_two_questions_lie_three_seconds(server, following):
    first, second = following("cs.CL", "cs.LG")
    now = timezone.now()
    assert take_turn(now).feed == first
    first.refresh_from_db()
    server.gives("cs.CL", feed())
    read_feed(first)
    assert timedelta(seconds=2.5) < take_turn(first.asked + timedelta(seconds=0.1)).wait <= PAUSE
    assert take_turn(first.asked + PAUSE).feed == second


def test_while_one_is_asked_nobody_else_asks(following):
    first, _ = following("cs.CL", "cs.LG")
    now = timezone.now()
    assert take_turn(now).feed == first
    turn = take_turn(now + timedelta(seconds=30))
    assert turn.feed is None
    assert turn.wait > timedelta()


def test_a_reader_that_died_is_waited_for_no_longer_than_its_lease(following):
    following("cs.CL")
    now = timezone.now()
    assert take_turn(now).feed
    assert take_turn(now + reading.LEASE).feed


# The command, the task, and what leaves


def test_the_command_tells_what_it_read(server, following, hurried):
    following("cs.CL", "cs.LG")
    server.gives("cs.CL", feed(entry()))
    server.refuses("cs.LG", 503)
    told = StringIO()
    call_command("read_arxiv", "--json", stdout=told)
    assert json.loads(told.getvalue()) == {
        "feeds": [
            {"category": "cs.CL", "new": 1, "problem": ""},
            {"category": "cs.LG", "new": 0, "problem": "The server answered 503 Service Unavailable."},
        ]
    }


def test_the_command_asks_early_only_those_that_are_well(server, following, hurried):
    following("cs.CL", "cs.LG")
    server.gives("cs.CL", feed(entry()), etag='"one"')
    server.refuses("cs.LG", 503)
    told = StringIO()
    call_command("read_arxiv", stdout=StringIO())
    call_command("read_arxiv", stdout=told)
    assert told.getvalue() == "No feed is due.\n"
    call_command("read_arxiv", "--early", stdout=StringIO())
    assert [category for category, _ in server.asked] == ["cs.CL", "cs.LG", "cs.CL"]


def test_the_command_says_when_nobody_follows_anything(db):
    told = StringIO()
    call_command("read_arxiv", stdout=told)
    assert "Nobody follows a category yet" in told.getvalue()


def test_beats_task_reads_the_feed_that_is_due(one, redis):
    read()
    assert titles() == {"A title"}
    read()
    assert Feed.objects.get().failures == 0


def test_the_task_is_known_to_the_worker_and_to_beat(settings):
    from roadmap.celery import app

    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_beat_puts_the_task_on_the_results_queue(redis):
    from celery.beat import Scheduler

    from roadmap.celery import app

    scheduler = Scheduler(app, schedule={})
    scheduler.merge_inplace(app.conf.beat_schedule)
    scheduler.apply_async(scheduler.schedule["read-arxiv"], advance=False)
    (queued,) = redis.lrange("results", 0, -1)
    assert json.loads(queued)["headers"]["task"] == "roadmap.papers.arxiv.tasks.read"


def test_what_nobody_wanted_leaves_after_a_while(one, server, owner):
    server.gives("cs.CL", feed(*(entry(f"2603.0000{number}", title=f"{number}") for number in range(5))))
    read_feed(one)
    starred, tagged, logged, dismissed, _ = Preprint.objects.order_by("arxiv_id")
    marking.star(marking.mark_of(owner, starred), True)
    marking.tag(marking.mark_of(owner, tagged), "later")
    marking.add_to_log(owner, logged)
    marking.dismiss(marking.mark_of(owner, dismissed), True)
    assert forget_the_outdated(timezone.now()) == 0
    assert forget_the_outdated(timezone.now() + KEPT + timedelta(days=1)) == 2
    assert set(Preprint.objects.all()) == {starred, tagged, logged}
