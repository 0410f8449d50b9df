"""A zip sent as it is made, whichever server asks for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from roadmap.vault.packing import pack, zipped

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def sent(request: HttpRequest, learner: User) -> StreamingHttpResponse:
    """The learner's vault as a download."""
    pieces = zipped(pack(learner))
    name = f"gradus-{timezone.localdate():%Y-%m-%d}.zip"
    # Of a plain iterator an asynchronous server would gather all pieces before it sends the first.
    content = one_by_one(pieces) if isinstance(request, ASGIRequest) else pieces
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "Content-Encoding": "identity",
    }
    return StreamingHttpResponse(content, content_type="application/zip", headers=headers)


async def one_by_one(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    def following() -> bytes | None:
        return next(pieces, None)

    while (piece := await sync_to_async(following)()) is not None:
        yield piece
