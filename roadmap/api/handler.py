"""How a program's request is answered: by one thread, from the first middleware to the last.

Django's own handler starts a thread for each request and goes to it and back for each middleware and signal. Where
requests are short that is half of their time, and a submission's verdict waits for it.

Short requests are answered one after the other, as they came. Ten at once in ten threads would only take the
interpreter from each other and all end late; in turn the first is on its way after a tenth of that time.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from labs.connections import keep_connections
from roadmap.api.middleware import PREFIX

THREADS = 32  # made as they are needed; one waits where the database does
TURN_SECONDS = 0.025  # a request that takes longer waits for something: the next one begins beside it

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Handler(ASGIHandler):
    """Takes what is asked of the API this short way, and leaves everything else to `others`."""

    def __init__(self, others: ASGIHandler) -> None:
        super().__init__()
        self.others = others
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="api")
        self.turn = asyncio.Lock()

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self.others(scope, receive, send)
            return
        with contextlib.suppress(RequestAborted):
            body = await self.read_body(receive)
            with contextlib.closing(body):
                await self.answer(scope, body, receive, send)

    async def answer(self, scope: dict[str, Any], body: Any, receive: Receive, send: Send) -> None:
        set_script_prefix(get_script_prefix(scope))
        request, refusal = self.create_request(scope, body)
        response = refusal or await self.in_turn(self.respond, request)
        if response.streaming:
            await self.stream(response, receive, send)
            await self.in_thread(response.close)
        else:
            await self.send_response(response, send)

    async def stream(self, response: HttpResponseBase, receive: Receive, send: Send) -> None:
        """Until the answer ends or nobody listens any more."""
        sending = asyncio.create_task(self.send_response(response, send))
        leaving = asyncio.create_task(self.listen_for_disconnect(receive))
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sending, leaving):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, RequestAborted):
                await task

    def respond(self, request: HttpRequest) -> HttpResponseBase:
        """An answer that is whole is closed at once, in the thread whose connections it used; they are kept."""
        keep_connections()
        signals.request_started.send(sender=type(self), scope=None)
        response = self.get_response(request)
        keep_connections()
        response._handler_class = type(self)  # type: ignore[attr-defined]  # the sender of its closing signal
        if not response.streaming:
            response.close()
        return response

    async def in_turn(self, work: Callable[..., Any], *arguments: Any) -> Any:
        async with self.turn:
            running = asyncio.ensure_future(self.in_thread(work, *arguments))
            await asyncio.wait({running}, timeout=TURN_SECONDS)
        return await running

    async def in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        run = copy_context().run
        return await asyncio.get_running_loop().run_in_executor(self.threads, run, work, *arguments)
