"""The Redis stream of one submission: what its page hears while it is judged.

The runner writes `contract.Event`s to it; this side adds what only the database knows: settled, and queued again.
Telling is a courtesy to the page. The database holds the truth, so a Redis that does not answer loses nothing.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import redis
import redis.asyncio
from django.conf import settings

from labs.redis import client
from runner.contract import VERSION, Event

SETTLED = "settled"
REQUEUED = "requeued"
KEPT_EVENTS = 1000
KEPT_SECONDS = 24 * 60 * 60
FROM_THE_START = "0"
POSITION = re.compile(r"[0-9]{1,18}(-[0-9]{1,18})?")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """One entry of a stream; `position` is where a page that saw it goes on from."""

    position: str
    kind: str
    data: dict[str, Any]


def stream_of(submission: int) -> str:
    return f"gradus:events:{submission}"


def cancel_key_of(submission: int) -> str:
    return f"gradus:cancelled:{submission}"


def tell(submission: int, kind: str, data: dict[str, Any] | None = None) -> None:
    """Add an event to a submission's stream."""
    event = Event(kind, submission, data or {})
    with courtesy(submission) as asked, asked.pipeline() as pipe:
        pipe.xadd(stream_of(submission), {"event": json.dumps(event.to_json())}, maxlen=KEPT_EVENTS, approximate=True)
        pipe.expire(stream_of(submission), KEPT_SECONDS)
        pipe.execute()


def ask_to_stop(submission: int) -> None:
    """Leave word for the runner, which looks for it before and while it works on a submission."""
    with courtesy(submission) as asked:
        asked.set(cancel_key_of(submission), "1", ex=KEPT_SECONDS)


def forget(submission: int) -> None:
    """A waiting submission was settled without a runner: its job need not be done, its page may know."""
    ask_to_stop(submission)
    tell(submission, SETTLED)


@contextmanager
def courtesy(submission: int) -> Iterator[redis.Redis]:
    """A Redis client whose failure is logged and no more."""
    try:
        yield client()
    except redis.RedisError as error:
        logger.warning("Redis did not take word of submission %s: %s", submission, error)


async def follow(submission: int, after: str, tick_seconds: float) -> AsyncIterator[Told | None]:
    """What was told after position `after`, oldest first, for as long as it is asked.

    Gives None once everything told so far has been given, and then whenever nothing came for `tick_seconds`.
    Raises `redis.RedisError` where Redis does not answer.
    """
    key = stream_of(submission)
    wait: int | None = None
    # RESP2, because RESP3 gives the answer another shape.
    async with redis.asyncio.Redis.from_url(settings.REDIS_URL, decode_responses=True, protocol=2) as client:
        while True:
            answer: Any = await client.xread({key: after}, count=100, block=wait)
            for position, fields in (entry for _, entries in answer for entry in entries):
                after = position
                if told := read(position, fields):
                    yield told
            if not answer:
                wait = round(tick_seconds * 1000)
                yield None


def told_since(submission: int, after: str) -> list[Told]:
    """What was told after position `after` until now. Raises `redis.RedisError` where Redis does not answer."""
    entries: Any = client().xrange(stream_of(submission), min=f"({after}")
    return [told for position, fields in entries if (told := read(position, fields))]


def read(position: str, fields: dict[str, str]) -> Told | None:
    """One entry, or None where it is not of this contract's version: the database will tell in the end."""
    try:
        event = json.loads(fields["event"])
        if event["version"] != VERSION:
            return None
        return Told(position, event["kind"], event["data"])
    except (KeyError, ValueError, TypeError) as error:
        logger.warning("An event that cannot be read: %s", error)
        return None
