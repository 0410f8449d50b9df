"""Servers that are not Gradus, or not well: each answers every request the same."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Other:
    url: str = ""
    requests: list[str] = field(default_factory=list)


@contextmanager
def answering(
    status: int = 200, headers: Mapping[str, str] | None = None, body: str = "<h1>Hello</h1>"
) -> Iterator[Other]:
    """Keeps what it was asked in `requests`."""
    other = Other()

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            """Any method."""
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            other.requests.append(f"{self.command} {self.path}")
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body.encode())), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    other.url = f"http://127.0.0.1:{server.server_address[1]}"
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield other
    finally:
        server.shutdown()
        server.server_close()
        serving.join(10)
