"""A feed server on loopback that answers as it is told, and Atom as arXiv writes it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/cs.CL</id>
  <title>cs.CL updates on arXiv.org</title>
  <updated>2026-03-05T05:00:11.123456+00:00</updated>
"""


def entry(
    arxiv_id="2603.00001",
    title="A title",
    version=1,
    kind="new",
    authors="A. One, B. Two",
    abstract="We show.",
    categories=("cs.CL",),
):
    return f"""  <entry>
    <id>oai:arXiv.org:{arxiv_id}v{version}</id>
    <title>{escape(title)}</title>
    <updated>2026-03-05T05:00:11.123456+00:00</updated>
    <link href="https://arxiv.org/abs/{arxiv_id}" rel="alternate" type="text/html"/>
    <summary>arXiv:{arxiv_id}v{version} Announce Type: {kind}
Abstract: {escape(abstract)}</summary>
    {"".join(f'<category term="{name}"/>' for name in categories)}
    <published>2026-03-05T00:00:00-05:00</published>
    <arxiv:announce_type>{kind}</arxiv:announce_type>
    <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>
    <dc:creator>{escape(authors)}</dc:creator>
  </entry>
"""


def feed(*entries):
    return (HEAD + "".join(entries) + "</feed>\n").encode()


class FeedServer(ThreadingHTTPServer):
    """`answers[category]` is what to do with a request; `asked` what came, with its headers `moments` when."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, Callable[[Answering], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.moments: list[float] = []
        self.at_once = self.most_at_once = 0
        self.count = threading.Lock()
        self.over = threading.Event()

    @property
    def template(self):
        return f"http://127.0.0.1:{self.server_port}/atom/{{category}}"

    def gives(self, category, body, etag="", **headers):
        """The body, or 304 to who holds this etag."""

        def answer(to):
            if etag and to.headers.get("If-None-Match") == etag:
                return to.reply(304, b"", ETag=etag)
            return to.reply(200, body, **({"ETag": etag} if etag else {}), **headers)

        self.answers[category] = answer

    def refuses(self, category, status, **headers):
        self.answers[category] = lambda to: to.reply(status, b"busy", **headers)


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FeedServer

    def do_GET(self):
        category = self.path.rpartition("/")[2]
        with self.server.count:
            self.server.asked.append((category, dict(self.headers)))
            self.server.moments.append(time.monotonic())
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            self.server.answers[category](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.server.count:
                self.server.at_once -= 1

    def reply(self, status, body, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: a test says what it saw."""


@contextmanager
def serving():
    server = FeedServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
