"""Celery's way to Redis, with one client kept for each channel.

Its own transport makes a client for each message that is sent, taken or acknowledged. Making one fills a table of some
two hundred callbacks: of a submission's way through four queues that was a tenth of the time.
"""

from __future__ import annotations

from typing import Any

from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as kombu_redis


class Channel(kombu_redis.Channel):
    """Its clients hold no connection of their own: each takes one of the channel's pool for as long as it asks."""

    _kept: Any = None

    def _create_client(self, asynchronous: bool = False) -> Any:
        if asynchronous:  # made once a channel, and keeps its connection
            return super()._create_client(asynchronous=True)  # type: ignore[no-untyped-call]
        kept = self._kept
        if kept is None or kept.connection_pool is not self.pool:  # a pool is made anew when its connections are lost
            kept = self._kept = super()._create_client()  # type: ignore[no-untyped-call]
        return kept


class Transport(kombu_redis.Transport):
    Channel = Channel


def keep_clients() -> None:
    """From now on, for every connection to Redis that Celery makes in this process."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:{Transport.__name__}"
