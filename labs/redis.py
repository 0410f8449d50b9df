"""The Redis of this installation, as the web and its workers ask it."""

from __future__ import annotations

from functools import cache

import redis
from django.conf import settings

ANSWER_SECONDS = 2.0


def client() -> redis.Redis:
    """A client whose connections are kept for the next caller; each command raises `redis.RedisError` where Redis does
    not answer."""
    return _client_of(settings.REDIS_URL)


@cache
def _client_of(address: str) -> redis.Redis:
    return redis.Redis.from_url(
        address, decode_responses=True, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS
    )
