"""A submission's events as server-sent events, for programs: JSON as the runner told it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from django.http import StreamingHttpResponse
from redis import RedisError
from rest_framework.renderers import BaseRenderer

from labs import events
from labs.models import State, Submission

TICK_SECONDS = 2.0


class EventStreamRenderer(BaseRenderer):
    """Stands for the media type while the answer is agreed on; the stream writes itself."""

    media_type = "text/event-stream"
    format = "events"

    def render(self, data: Any, media_type: str | None = None, context: Any = None) -> bytes:
        return json.dumps(data).encode()


def told_as_events(pk: int, after: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        follow(pk, after),
        content_type=EventStreamRenderer.media_type,
        # Named, though it is the default: compression would hold back an event until more follow.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Encoding": "identity"},
    )


async def follow(pk: int, after: str) -> AsyncIterator[bytes]:
    """What was told and what is being told, until the database holds the verdict."""
    try:
        async for told in events.follow(pk, after, TICK_SECONDS):
            if told and told.kind != events.SETTLED:
                yield written(told.kind, told.data, told.position)
            elif settled := await verdict_of(pk):
                yield written(events.SETTLED, {"verdict": settled}, told.position if told else "")
                return
            else:
                yield b": still here\n\n"
    except RedisError:
        if settled := await verdict_of(pk):
            yield written(events.SETTLED, {"verdict": settled}, "")


async def verdict_of(pk: int) -> str:
    """The verdict, empty until there is one."""
    return await Submission.objects.filter(pk=pk, state=State.SETTLED).values_list("verdict", flat=True).afirst() or ""


def written(kind: str, data: dict[str, Any], position: str) -> bytes:
    place = f"id: {position}\n" if position else ""
    return f"{place}event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
