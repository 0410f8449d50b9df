"""What answers and what does not: the database, Redis, the results workers, the runners."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import redis
from django.db import DatabaseError, connection

from labs.runners import alive, heartbeats

RESULTS_HEARTBEATS = "gradus:results:*"

Part = dict[str, Any]


def state_of_parts() -> dict[str, Any]:
    """Every part's state as asked just now; `runners` holds the heartbeats of those that are alive."""
    workers: list[Part] = []
    runners: list[Part] = []

    def ask_redis() -> None:
        workers.extend(heartbeats(RESULTS_HEARTBEATS))
        runners.extend(alive())

    return {
        "database": answered(ask_database, DatabaseError),
        "redis": answered(ask_redis, redis.RedisError),
        "results": {"state": "ok" if workers else "silent", "workers": workers},
        "runners": runners,
    }


def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def answered(question: Callable[[], object], failure: type[Exception]) -> Part:
    """The state of one part and how many seconds it took; the cause stays out of what a public page shows."""
    begun = time.perf_counter()
    try:
        question()
    except failure:
        return {"state": "silent"}
    return {"state": "ok", "seconds": round(time.perf_counter() - begun, 4)}
