"""What happens to a submission, as server-sent events: fragments of the page, ready to be put in."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import aget_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from redis import RedisError

from labs import events
from labs.models import CheckResult, Submission, storable
from labs.views.attempts import attempt_context, standing_context, unfinished

TICK_SECONDS = 2.0
HEARTBEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 2000


@require_safe
async def submission_events(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Follows a submission until it is settled.

    Starts after the position in `Last-Event-ID` or `?after=`, else from the beginning. Only its learner may listen.
    """
    learner: Any = await request.auser()
    found = await aget_object_or_404(Submission.objects.of(learner), pk=pk)
    return StreamingHttpResponse(
        told_to_page(found.pk, begin_after(request)),
        content_type="text/event-stream",
        # Named, though it is the default: compression would hold back an event until more follow.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Encoding": "identity"},
    )


def begin_after(request: HttpRequest) -> str:
    asked = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return asked if events.POSITION.fullmatch(asked) else events.FROM_THE_START


async def told_to_page(pk: int, after: str) -> AsyncIterator[bytes]:
    """The stream's events as they come; while it is silent, what only the database knows."""
    yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
    page = Page(pk)
    try:
        async for told in events.follow(pk, after, TICK_SECONDS):
            said = page.said(told) if told else None
            if told and told.kind != events.SETTLED:
                if said:
                    yield said
                continue
            if settled := await sync_to_async(page.settled)(told):
                yield settled
                return
            if news := await sync_to_async(page.news)():
                yield news
    except RedisError:
        # The browser comes back by itself; a verdict that the database has by now it may get at once.
        if settled := await sync_to_async(page.settled)(None):
            yield settled


class Page:
    """What one open page has been told, and how to say the next thing."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.standing = ""
        self.failures = 0
        self.last_word = time.monotonic()

    def said(self, told: events.Told) -> bytes | None:
        """An event of the runner; None for kinds that the page does not draw."""
        match told.kind:
            case "started":
                self.failures = 0
                return self.message("started", self.started(told.data), told.position)
            case "check":
                return self.message("check", self.check(told.data), told.position)
            case "curve":
                return self.message("curve", json.dumps(told.data), told.position)
            case "verdict" | events.REQUEUED:
                self.standing = ""
        return None

    def started(self, data: dict[str, Any]) -> str:
        checks = [unfinished(self.pk, name, title) for name, title in data.get("checks", ())]
        return render_to_string("labs/_checks.html", {"checks": checks})

    def check(self, data: dict[str, Any]) -> str:
        check = CheckResult(submission_id=self.pk, **storable(data))
        first = check.failed and not self.failures
        self.failures += check.failed
        return render_to_string("labs/_check.html", {"check": check, "open": first})

    def settled(self, told: events.Told | None) -> bytes | None:
        """The whole attempt with its verdict, from the database, once that has it."""
        found = Submission.objects.prefetch_related("checks").get(pk=self.pk)
        if not found.is_settled:
            return None
        mine = Submission.objects.of(found.learner).filter(lab=found.lab)
        context = attempt_context(found) | {"attempts": mine[:8], "attempts_total": mine.count()}
        return self.message("settled", render_to_string("labs/_settled.html", context), told.position if told else "")

    def news(self) -> bytes | None:
        """The standing where it changed, else a sign of life when one is due."""
        found = Submission.objects.get(pk=self.pk)
        standing = render_to_string("labs/_standing.html", standing_context(found))
        if standing != self.standing:
            self.standing = standing
            return self.message("standing", standing)
        if time.monotonic() - self.last_word < HEARTBEAT_SECONDS:
            return None
        self.last_word = time.monotonic()
        return b": still here\n\n"

    def message(self, kind: str, content: str, position: str = "") -> bytes:
        self.last_word = time.monotonic()
        lines = [f"event: {kind}", *(f"data: {line}" for line in content.splitlines())]
        return "\n".join([f"id: {position}", *lines] if position else lines).encode() + b"\n\n"
