"""How much waits in Redis for a runner or for the results worker."""

from __future__ import annotations

from typing import Final

import redis

from labs.redis import client
from runner.contract import QUEUES, RESULTS_QUEUE

NAMES: Final = (*QUEUES.values(), RESULTS_QUEUE)


def lengths() -> dict[str, int] | None:
    """Messages waiting in each queue, by its name; None where Redis does not answer."""
    try:
        with client().pipeline(transaction=False) as pipe:
            for name in NAMES:
                pipe.llen(name)
            return dict(zip(NAMES, pipe.execute(), strict=True))
    except redis.RedisError:
        return None
