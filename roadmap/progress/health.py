"""What answers and what does not: the database, Redis, the results workers, the runners."""

import json
import time
from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

RUNNER_KEYS = "gradus:runner:*"
RESULTS_KEYS = "gradus:results:*"
REDIS_TIMEOUT_SECONDS = 2.0

Part = dict[str, Any]


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database and Redis answer, else 503; `status` is ok only when every part does."""
    parts = state_of_parts()
    whole = all(parts[name]["state"] == "ok" for name in ("database", "redis", "results")) and parts["runners"]
    serves = parts["database"]["state"] == "ok" and parts["redis"]["state"] == "ok"
    return JsonResponse({"status": "ok" if whole else "degraded", "parts": parts}, status=200 if serves else 503)


def state_of_parts() -> dict[str, Any]:
    """Every part's state as asked just now; `runners` holds the heartbeats of those that are alive."""
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=REDIS_TIMEOUT_SECONDS, socket_connect_timeout=REDIS_TIMEOUT_SECONDS
    )
    with client:
        broker = timed(lambda: client.ping(), redis.RedisError)
        answers = broker["state"] == "ok"
        results = heartbeats(client, RESULTS_KEYS) if answers else []
        runners = heartbeats(client, RUNNER_KEYS) if answers else []
    return {
        "database": timed(ask_database, DatabaseError),
        "redis": broker,
        "results": {"state": "ok" if results else "silent", "workers": results},
        "runners": runners,
    }


def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def timed(question: Callable[[], object], failure: type[Exception]) -> Part:
    """The state of one part and how long it took to answer; the cause stays out of a public page."""
    begun = time.perf_counter()
    try:
        question()
    except failure:
        return {"state": "silent"}
    return {"state": "ok", "seconds": round(time.perf_counter() - begun, 4)}


def heartbeats(client: redis.Redis, pattern: str) -> list[Part]:
    """The heartbeats under a pattern, by name. A key that expires between the two questions is left out."""
    keys = sorted(client.scan_iter(pattern, count=1000))
    kept = client.mget(keys) if keys else []
    return [json.loads(text) for text in kept if text is not None]
