"""Events on their way: in order, all of them, and never at the cost of what sent them."""

import json

import pytest
import redis as redis_client

from runner.contract import Event
from runner.teller import Teller, events_key


def sent(redis, submission):
    return [json.loads(entry[b"event"])["data"]["n"] for _, entry in redis.xrange(events_key(submission))]


@pytest.fixture
def teller(redis):
    return Teller(redis)


def test_events_arrive_in_the_order_they_were_told(teller, redis):
    for n in range(200):
        teller(Event("check", 1 + n % 2, {"n": n}))
    teller.close()
    assert sent(redis, 1) == list(range(0, 200, 2))
    assert sent(redis, 2) == list(range(1, 200, 2))


def test_who_hurries_does_not_wait_for_more_to_come(teller, redis, monkeypatch):
    monkeypatch.setattr("runner.teller.TOGETHER_SECONDS", 3600.0)
    teller(Event("check", 1, {"n": 0}))
    teller.hurry()
    assert redis.xread({events_key(1): "0"}, block=60_000)
    teller.close()


def test_a_stream_ends_by_itself_a_day_later(teller, redis):
    teller(Event("check", 1, {"n": 0}))
    teller.close()
    assert 0 < redis.ttl(events_key(1)) <= 24 * 3600


def test_without_redis_nothing_is_raised_and_it_is_said(capsys):
    teller = Teller(redis_client.Redis(port=1))
    teller(Event("check", 1, {"n": 0}))
    teller.close()
    assert "1 events not sent" in capsys.readouterr().err
