"""A connection that fails as connections do: a relay on loopback that breaks off where it is told to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

METHODS = (b"GET ", b"POST ", b"PATCH ", b"DELETE ")
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Proxy:
    """`cut_streams`: so many event streams break after `cut_bytes`. `swallow_posts`, `swallow_patches`: so many answers
    are lost. `refuse_streams`: no event stream comes through. `away`: nobody gets through. `heads`: what was
    asked."""

    target: int
    cut_streams: int = 0
    cut_bytes: int = 0
    swallow_posts: int = 0
    swallow_patches: int = 0
    refuse_streams: bool = False
    away: bool = False
    links: "list[Link]" = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def asked(self, words: str) -> list[str]:
        """The heads of requests that hold these words."""
        return [head for head in self.heads if words.lower() in head.lower()]

    def accept(self) -> None:
        with suppress(OSError):  # closed: it is over
            while True:
                near, _ = self.listener.accept()
                threading.Thread(target=self.relay, args=(near,), daemon=True).start()

    def relay(self, near: socket.socket) -> None:
        link = Link(self, near, socket.create_connection(("127.0.0.1", self.target)))
        self.links.append(link)
        if self.away:
            return link.close()
        threading.Thread(target=link.answers, daemon=True).start()
        return link.requests()

    def go_away(self) -> None:
        """Breaks what is connected, and lets nobody through."""
        self.away = True
        for link in self.links:
            link.close()


@dataclass
class Link:
    """One connection and its continuation; `left` is how many bytes of an answer still come through."""

    proxy: Proxy
    near: socket.socket
    far: socket.socket
    left: int | None = None

    def requests(self) -> None:
        with suppress(OSError):
            while part := self.near.recv(65536):
                if part.startswith(METHODS) and not self.lets_through(part.partition(b"\r\n\r\n")[0].decode("latin-1")):
                    self.near.sendall(BAD_GATEWAY)
                    break
                self.far.sendall(part)
        self.close()

    def lets_through(self, head: str) -> bool:
        proxy = self.proxy
        proxy.heads.append(head)
        is_stream = "text/event-stream" in head
        if is_stream and proxy.cut_streams:
            proxy.cut_streams -= 1
            self.left = proxy.cut_bytes
        elif head.startswith("POST") and proxy.swallow_posts:
            proxy.swallow_posts -= 1
            self.left = 0
        elif head.startswith("PATCH") and proxy.swallow_patches:
            proxy.swallow_patches -= 1
            self.left = 0
        return not (is_stream and proxy.refuse_streams)

    def answers(self) -> None:
        with suppress(OSError):
            while part := self.far.recv(65536):
                if self.left is not None:
                    part, self.left = part[: self.left], max(self.left - len(part), 0)
                self.near.sendall(part)
                if self.left == 0:
                    break
        self.close()

    def close(self) -> None:
        for end in (self.near, self.far):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def relaying(proxy: Proxy) -> Iterator[Proxy]:
    accepting = threading.Thread(target=proxy.accept, daemon=True)
    accepting.start()
    try:
        yield proxy
    finally:
        with suppress(OSError):
            proxy.listener.shutdown(socket.SHUT_RDWR)
        proxy.listener.close()
        accepting.join(10)
