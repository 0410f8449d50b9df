"""Requests to the REST API: sent again where that is safe, refusals turned into sentences.

A request may be sent again because each is one of these: it only reads; it carries an Idempotency-Key; it carries
If-Match; or doing it twice leaves what doing it once leaves.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError
from urllib3.response import BaseHTTPResponse

from gradus_client import VERSION
from gradus_client.errors import NoConnection, Ours, Refused
from gradus_client.installation import Installation, host_of
from gradus_client.refusals import refusal
from gradus_client.telling import notice

TIMEOUT = urllib3.Timeout(connect=10, read=60)
# A stream says something every two seconds, if only that it is still there.
STREAM_TIMEOUT = urllib3.Timeout(connect=10, read=15)
PAUSES_SECONDS = (0.3, 1.0, 2.0)
LONGEST_WAIT_SECONDS = 60
WAITS = 3
LARGEST_PAGE = 200
NOT_REACHED = (ConnectTimeoutError, NewConnectionError)
PART_BYTES = 65536


@dataclass(frozen=True)
class Answer:
    """`data` is the JSON of the answer, or its text where it is none."""

    status: int
    headers: Mapping[str, str]
    data: Any

    @property
    def etag(self) -> str:
        return self.headers.get("ETag", "")


class Api:
    """Speaks to one installation. Everything it raises is an errors.Stopped."""

    def __init__(self, installation: Installation, pauses: tuple[float, ...] = PAUSES_SECONDS) -> None:
        self.installation = installation
        self.pauses = pauses
        self.pool = pool_for(installation)
        self.was_answered = False

    def get(self, path: str, **query: Any) -> Answer:
        return self.ask("GET", path, query=query)

    def find(self, path: str, missing: str) -> Answer:
        """The row at `path`; raises Refused with the sentence `missing` where there is none."""
        try:
            return self.get(path)
        except Refused as refused:
            raise Refused(missing, refused.problem) if refused.status == 404 else refused from refused

    def ask(
        self,
        method: str,
        path: str,
        content: Any = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Send a request until it is answered; raises what the API refuses, and NoConnection in the end."""
        waits = 0
        while True:
            answer, problem = self._answered(method, path, content, headers, query)
            if problem is None:
                return answer
            seconds = retry_after(answer)
            if answer.status not in (409, 429, 503) or seconds is None or waits == WAITS:
                raise problem
            waits += 1
            if answer.status == 429:
                notice(f"Gradus was asked too often. Going on in {seconds} s.")
            time.sleep(seconds)

    def every(self, path: str, most: int | None = None, **query: Any) -> Iterator[Any]:
        """The rows of a list, over as many pages as there are, at most `most`."""
        return islice(self._rows(path, query | {"page_size": min(most or LARGEST_PAGE, LARGEST_PAGE)}), most)

    def _rows(self, path: str, asked: dict[str, Any]) -> Iterator[Any]:
        while True:
            page = self.get(path, **asked).data
            yield from page["results"]
            if not page["next"]:
                return
            # The cursor alone: behind a proxy the server may know itself by another address.
            asked["cursor"] = parse_qs(urlsplit(page["next"]).query)["cursor"][0]

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Iterator[Iterator[bytes]]:
        """The parts of a stream of events as they arrive. Raises NoConnection where it breaks."""
        with self._connecting():
            raw = self._send("GET", path, None, {**headers, "Accept": "text/event-stream"}, None, STREAM_TIMEOUT)
        try:
            if raw.status != 200 or not raw.headers.get("Content-Type", "").startswith("text/event-stream"):
                raise self._refused(self._read(raw)) or Ours("The events did not come as a stream.")
            yield self._parts(raw)
        finally:
            raw.close()

    def _parts(self, raw: BaseHTTPResponse) -> Iterator[bytes]:
        with self._connecting():
            while part := raw.read1(PART_BYTES):
                yield part

    def _answered(
        self, method: str, path: str, content: Any, headers: Mapping[str, str] | None, query: Mapping[str, Any] | None
    ) -> tuple[Answer, Exception | None]:
        for number, pause in enumerate((*self.pauses, None)):
            try:
                with self._connecting():
                    answer = self._read(self._send(method, path, content, headers or {}, query, TIMEOUT))
                self.was_answered = True
                return answer, self._refused(answer)
            except NoConnection as error:
                if pause is None or (number and self._is_nowhere(error)):
                    raise
                time.sleep(pause)
        raise AssertionError("the last pause is None")

    def _is_nowhere(self, error: NoConnection) -> bool:
        """Whether the address is likely to be wrong: nobody ever answered, and nobody was reached."""
        return not self.was_answered and isinstance(error.__cause__, NOT_REACHED)

    def _send(
        self,
        method: str,
        path: str,
        content: Any,
        headers: Mapping[str, str],
        query: Mapping[str, Any] | None,
        timeout: urllib3.Timeout,
    ) -> BaseHTTPResponse:
        asked = {name: value for name, value in (query or {}).items() if value not in (None, "")}
        url = f"{self.installation.url}/api/{path}" + (f"?{urlencode(asked)}" if asked else "")
        own = {"Authorization": f"Token {self.installation.token}", "User-Agent": f"gradus-client/{VERSION}"}
        if content is not None:
            own["Content-Type"] = "application/json"
        return self.pool.request(
            method,
            url,
            body=None if content is None else json.dumps(content).encode(),
            headers=own | dict(headers),
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
        )

    def _read(self, raw: BaseHTTPResponse) -> Answer:
        with self._connecting():
            body = raw.data.decode("utf-8", "replace")
        raw.release_conn()
        return Answer(raw.status, raw.headers, parsed(body, raw.headers.get("Content-Type", "")))

    def _refused(self, answer: Answer) -> Exception | None:
        url = self.installation.url
        if 300 <= answer.status < 400 and answer.status != 304:
            there = answer.headers.get("Location", "another address")
            return Refused(f"{url} leads to {there}. Nothing was sent there. If that is right: gradus login ADDRESS")
        if answer.status >= 400:
            return refusal(answer.status, answer.data, url)
        if answer.status in (200, 201) and not isinstance(answer.data, dict):
            return NoConnection(f"What answers at {url} is not Gradus. Is the address right?")
        return None

    @contextmanager
    def _connecting(self) -> Iterator[None]:
        """Turns what goes wrong between here and there into one sentence."""
        url = self.installation.url
        try:
            yield
        except SSLError as error:
            raise NoConnection(f"The certificate of {url} is not trusted: {error}. Nothing was sent.") from error
        except (HTTPError, OSError) as error:
            raise NoConnection(
                f"{url} does not answer. Does Gradus run there, and is this machine connected?"
            ) from error


def pool_for(installation: Installation) -> urllib3.PoolManager:
    """Connections as the environment's proxy settings want them."""
    host = host_of(installation.url)
    proxy = getproxies().get(urlsplit(installation.url).scheme, "")
    if proxy and not installation.is_on_this_machine and not proxy_bypass(host):
        return urllib3.ProxyManager(proxy)
    return urllib3.PoolManager()


def parsed(body: str, media_type: str) -> Any:
    if "json" not in media_type:
        return body
    try:
        return json.loads(body or "null")
    except ValueError:
        return body


def retry_after(answer: Answer) -> int | None:
    """Seconds to wait, as the server asks; None where it asks nothing, or too much."""
    told = answer.headers.get("Retry-After", "")
    return int(told) if told.isdecimal() and int(told) <= LONGEST_WAIT_SECONDS else None
