"""The runners that are alive: each keeps a key in Redis that expires when it falls silent."""

from __future__ import annotations

import json
from typing import Any

import redis

from labs.redis import client

HEARTBEATS = "gradus:runner:*"


def alive() -> list[dict[str, Any]]:
    """The heartbeat of each living runner; raises `redis.RedisError` where Redis does not answer."""
    return heartbeats(HEARTBEATS)


def heartbeats(pattern: str) -> list[dict[str, Any]]:
    """What the living keep under a pattern, by name; raises `redis.RedisError` where Redis does not answer."""
    keys = sorted(client().scan_iter(pattern, count=1000))
    kept: Any = client().mget(keys) if keys else []
    return [json.loads(text) for text in kept if text]


def served(device: str) -> bool | None:
    """Whether a living runner takes jobs for `device`; None where Redis does not answer.

    One that says what keeps it from its work (a GPU that does not compute) takes none.
    """
    try:
        return any(device in runner.get("devices", ()) and not runner.get("problem") for runner in alive())
    except redis.RedisError:
        return None
