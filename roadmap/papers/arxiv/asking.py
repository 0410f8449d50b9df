"""One polite question to a feed's server: who asks, what is known already, and how long and how much at most."""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

USER_AGENT = "Gradus/1.0 (a learner's own reading queue; each feed once a day, one at a time)"
SILENT_SECONDS = 20.0  # without a byte
WHOLE_SECONDS = 60.0  # from the first connection to the last byte
LARGEST_BYTES = 16 * 2**20
CHUNK_BYTES = 64 * 1024
REDIRECTIONS = 3


class Unanswered(Exception):
    """No feed came back; the message is a sentence. `wait`: how long the server asks to be left alone."""

    def __init__(self, sentence: str, wait: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.wait = wait


@dataclass(frozen=True)
class Answer:
    """`body` is None where nothing changed since the answer that `etag` and `last_modified` came from."""

    body: bytes | None
    etag: str = ""
    last_modified: str = ""


def ask(address: str, etag: str = "", last_modified: str = "") -> Answer:
    """Fetch a feed unless it is still the known one. Raises Unanswered for everything else that can happen."""
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"User-Agent": USER_AGENT, "Accept": "application/atom+xml, application/xml;q=0.9"}
    request = urllib.request.Request(address, headers=headers | {name: value for name, value in known.items() if value})
    try:
        with hanging_up(WHOLE_SECONDS) as line, line.opener().open(request, timeout=SILENT_SECONDS) as response:
            body = whole_body(response)
            return Answer(body, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
    except urllib.error.HTTPError as refusal:
        if refusal.code == http.client.NOT_MODIFIED:
            return Answer(
                None, refusal.headers.get("ETag") or etag, refusal.headers.get("Last-Modified") or last_modified
            )
        raise Unanswered(
            f"The server answered {refusal.code} {refusal.reason}.", wait_asked(refusal.headers)
        ) from refusal
    except TimeoutError as error:
        raise Unanswered(f"The server said nothing for {SILENT_SECONDS:.0f} seconds.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if line.hung_up.is_set():
            raise Unanswered(f"The answer was not complete after {WHOLE_SECONDS:.0f} seconds.") from error
        if isinstance(error, http.client.IncompleteRead):
            raise Unanswered("The answer broke off before its end.") from error
        reason = getattr(error, "reason", None) or error
        silent = isinstance(reason, TimeoutError)
        raise Unanswered("The server does not answer." if silent else f"It could not be asked: {reason}.") from error


def whole_body(response: Any) -> bytes:
    """The body, read as it comes. Raises Unanswered where it is too large, IncompleteRead where it breaks off."""
    chunks, size = [], 0
    too_large = f"The answer is larger than {LARGEST_BYTES // 2**20} MB; it was not read."
    if (response.length or 0) > LARGEST_BYTES:
        raise Unanswered(too_large)
    while chunk := response.read1(CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_BYTES:
            raise Unanswered(too_large)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(chunks)


def wait_asked(headers: Any) -> timedelta | None:
    """What Retry-After says: seconds, or a date."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**7))
    with contextlib.suppress(ValueError, TypeError):
        date = email.utils.parsedate_to_datetime(text)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(date - datetime.now(UTC), timedelta())
    return None


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to another path of the same server, or to the same over TLS; nowhere else."""

    max_redirections = REDIRECTIONS

    def redirect_request(self, request: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        old, new = urlsplit(request.full_url), urlsplit(newurl)
        safer = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
        if not safer and (old.scheme, old.netloc) != (new.scheme, new.netloc):
            raise Unanswered(f"The server sends us elsewhere, to {new.hostname or newurl[:80]}; that was not followed.")
        return super().redirect_request(request, fp, code, msg, headers, newurl)


class Line:
    """The connections of one question, all cut when its time is over: a server that drips holds nobody up."""

    def __init__(self) -> None:
        self.sockets: list[socket.socket] = []
        self.hung_up = threading.Event()

    def opener(self) -> urllib.request.OpenerDirector:
        plain, secure = self.kept(http.client.HTTPConnection), self.kept(http.client.HTTPSConnection)

        class Plain(urllib.request.HTTPHandler):
            def http_open(self, request: Any) -> Any:
                return self.do_open(plain, request)

        class Secure(urllib.request.HTTPSHandler):
            def https_open(self, request: Any) -> Any:
                return self.do_open(secure, request)

        return urllib.request.build_opener(SameHost, Plain, Secure)

    def kept(self, kind: Any) -> Any:
        line = self

        class Kept(kind):  # type: ignore[misc]
            def connect(self) -> None:
                super().connect()
                line.sockets.append(self.sock)

        return Kept

    def hang_up(self) -> None:
        self.hung_up.set()
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def hanging_up(seconds: float) -> Iterator[Line]:
    line = Line()
    clock = threading.Timer(seconds, line.hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield line
    finally:
        clock.cancel()
