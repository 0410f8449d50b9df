"""How much waits in Redis for a runner or for the results worker."""

from __future__ import annotations

from typing import Final

import redis
from django.conf import settings

from runner.contract import QUEUES, RESULTS_QUEUE

ANSWER_SECONDS: Final = 2.0
NAMES: Final = (*QUEUES.values(), RESULTS_QUEUE)


def lengths() -> dict[str, int] | None:
    """Messages waiting in each queue, by its name; None where Redis does not answer."""
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS
        ) as client:
            pipeline = client.pipeline(transaction=False)
            for name in NAMES:
                pipeline.llen(name)
            return dict(zip(NAMES, pipeline.execute(), strict=True))
    except redis.RedisError:
        return None
