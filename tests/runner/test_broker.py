"""The kept client: one a channel, through the loss of every connection."""

import pytest
from celery import Celery
from kombu import Connection

from roadmap.serve.address import redis_url
from runner.broker import Transport, keep_clients
from runner.config import broker_url
from tests.conftest import DATA_DIR


@pytest.fixture
def channel(redis_server):
    keep_clients()
    with Connection(broker_url(redis_url(DATA_DIR))) as connection:
        yield connection.channel()


def test_every_message_is_asked_for_through_one_client(channel):
    with channel.conn_or_acquire() as first, channel.conn_or_acquire() as second:
        assert first is second


def test_a_client_of_lost_connections_is_not_kept(channel):
    with channel.conn_or_acquire() as before:
        before.ping()
    channel._disconnect_pools()
    with channel.conn_or_acquire() as after:
        assert after.ping() and after is not before


@pytest.mark.parametrize("scheme", ["unix", "redis", "rediss"])
def test_it_is_what_celery_takes_for_every_address_of_redis(scheme):
    keep_clients()
    app = Celery("x", broker=broker_url(f"{scheme}://nowhere/0"))
    assert app.connection_for_write().get_transport_cls() is Transport


def test_what_is_sent_arrives_after_redis_cut_every_connection(redis, redis_server):
    keep_clients()
    app = Celery("x", broker=broker_url(redis_server))
    app.send_task("one", queue="kept-clients")
    redis.client_kill_filter(_type="normal", skipme=True)
    app.send_task("two", queue="kept-clients", retry_policy={"max_retries": 3, "interval_start": 0})
    assert redis.llen("kept-clients") == 2
