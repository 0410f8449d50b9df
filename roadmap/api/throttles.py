"""How often the REST API may be asked: a budget of requests a minute, for each token, session or address.

Each answer says what is left of it (the RateLimit fields of the IETF draft, whole seconds). The counting lies in Redis,
which all web processes share; where that does not answer, nobody is held up and nothing is claimed.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from knox.models import AuthToken
from redis import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from labs.redis import client

if TYPE_CHECKING:
    from rest_framework.views import APIView

WINDOW_SECONDS = 60
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Budget:
    """What is left in the present window, `reset` seconds before it ends."""

    limit: int
    used: int
    reset: int

    @property
    def is_kept(self) -> bool:
        return self.used <= self.limit

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.limit - self.used, 0)),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.limit};w={WINDOW_SECONDS}",
        }


def spend(who: str, now: float | None = None) -> Budget | None:
    """Count one request of `who`, in one question to Redis; None where it does not answer."""
    now = time.time() if now is None else now
    window = int(now // WINDOW_SECONDS)
    key = f"gradus:api-requests:{who}:{window}"
    try:
        with client().pipeline(transaction=False) as pipe:
            pipe.incr(key)
            pipe.expire(key, 2 * WINDOW_SECONDS)
            used, _ = pipe.execute()
    except (RedisError, OSError) as error:
        logger.warning("Requests are not counted: %s", error)
        return None
    return Budget(settings.API_REQUESTS_A_MINUTE, used, max(ceil((window + 1) * WINDOW_SECONDS - now), 1))


def address_of(request: HttpRequest) -> str:
    return f"address:{request.META.get('REMOTE_ADDR', '')}"


class RequestBudget(BaseThrottle):
    """A budget for each token; for each learner where a browser's session asks; else for each address."""

    budget: Budget | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.budget = spend(spender(request))
        request._request.api_budget = self.budget  # type: ignore[attr-defined]  # the middleware tells of it
        return self.budget is None or self.budget.is_kept

    def wait(self) -> float | None:
        return self.budget.reset if self.budget else None


def spender(request: Request) -> str:
    held: Any = request.auth
    if isinstance(held, AuthToken):
        return f"token:{held.token_key}:{held.user_id}"
    if request.user.is_authenticated:
        return f"learner:{request.user.pk}"
    return address_of(request._request)
