"""Small JSON objects on a stream socket, behind a four-byte length, with descriptors riding along."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

from runner.sandbox.wire.frames import Malformed

MAX_MESSAGE_BYTES = 128 * 1024  # an exception's text and traceback, each character escaped to twelve bytes
MESSAGE_PREFIX = struct.Struct("<I")


def send_message(sock: socket.socket, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
    """Send one message with its descriptors; raises OSError where the other side is gone."""
    body = json.dumps(message).encode()
    if len(body) > MAX_MESSAGE_BYTES:
        raise Malformed(f"a message of {len(body)} bytes is larger than {MAX_MESSAGE_BYTES}")
    packet = MESSAGE_PREFIX.pack(len(body)) + body
    sent = socket.send_fds(sock, [packet], list(fds)) if fds else sock.send(packet)
    if sent < len(packet):
        sock.sendall(packet[sent:])


class Inbox:
    """Messages read off a stream socket; keeps what came of the next one until it is whole."""

    def __init__(self, sock: socket.socket, max_fds: int = 8) -> None:
        self.sock = sock
        self.max_fds = max_fds
        self.fds: list[int] = []
        self._bytes = bytearray()

    def fill(self) -> bool:
        """Read once what is there; False at the end of the stream."""
        data, fds, _, _ = socket.recv_fds(self.sock, 65536, self.max_fds)
        self.fds += fds
        self._bytes += data
        return bool(data)

    def take(self) -> dict[str, Any] | None:
        """The next whole message, None while it is not; raises `Malformed`."""
        if len(self._bytes) < MESSAGE_PREFIX.size:
            return None
        (length,) = MESSAGE_PREFIX.unpack(self._bytes[: MESSAGE_PREFIX.size])
        if length > MAX_MESSAGE_BYTES:
            raise Malformed(f"a message claims {length} bytes")
        end = MESSAGE_PREFIX.size + length
        if len(self._bytes) < end:
            return None
        body = bytes(self._bytes[MESSAGE_PREFIX.size : end])
        del self._bytes[:end]
        try:
            message = json.loads(body)
        except (ValueError, RecursionError):
            raise Malformed("a message is not readable") from None
        if not isinstance(message, dict):
            raise Malformed("a message is not an object")
        return message

    def take_fds(self) -> list[int]:
        """The descriptors that came along since the last call; the caller closes them."""
        fds, self.fds = self.fds, []
        return fds

    def receive(self) -> dict[str, Any] | None:
        """Wait for the next message; None at the end of the stream."""
        while (message := self.take()) is None:
            if not self.fill():
                return None
        return message
