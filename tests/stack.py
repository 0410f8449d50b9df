"""All of Gradus in processes of its own, as `make run` starts it, for tests that go through the front door."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roadmap.serve.leash import leashed

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 180
STOP_SECONDS = 60
OURS = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PORT", "MAKELEVEL", "DJANGO_SETTINGS_MODULE"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Stack:
    """A start of Gradus: its address, its data folder, the environment it runs in, what it has said."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = (sys.executable, "-m", "roadmap.serve")
    said: list[str] = field(default_factory=list)
    process: "subprocess.Popen[str] | None" = None
    listener: threading.Thread = field(default_factory=threading.Thread)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k not in OURS and not k.startswith(("GRADUS_", "RUNNER_"))}
        ours = {"GRADUS_DATA": str(self.data_dir), "PORT": str(self.port), "GRADUS_API_REQUESTS": "1000000"}
        return {**kept, **ours, **self.more}

    def start(self) -> "Stack":
        """Returns when it says that it is ready; fails with all it said when it ends or is too slow."""
        self.launch()
        self.eventually(lambda: self.is_ready or self.has_ended)
        assert self.is_ready, "Gradus did not start:\n" + "".join(self.said)
        return self

    def launch(self) -> None:
        self.process = subprocess.Popen(
            leashed([*self.command]),
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self) -> None:
        assert self.process and self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)

    def eventually(self, condition: Callable[[], bool], seconds: float = READY_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "still not so:\n" + "".join(self.said)
            time.sleep(0.05)

    @property
    def has_ended(self) -> bool:
        return not self.listener.is_alive()

    @property
    def is_ready(self) -> bool:
        return any(line.startswith("Ready: ") for line in self.said)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process
        self.process.send_signal(how)
        status = self.process.wait(STOP_SECONDS)
        self.listener.join(STOP_SECONDS)
        return status

    def manage(self, *arguments: str, text: str | None = None) -> "subprocess.CompletedProcess[str]":
        """`manage.py` on this start's data."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, input=text or "", capture_output=True, text=True)

    def token(self, user: str | None = None) -> str:
        return self.manage("api_token", *(["--user", user] if user else [])).stdout.strip()

    def ask(self, path: str, token: str = "", data: Any = None, method: str | None = None) -> tuple[int, Any]:
        """The status and the JSON of an answer, whatever the status."""
        body = None if data is None else json.dumps(data).encode()
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Token {token}"} if token else {})
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")


@contextmanager
def running(stack: Stack) -> Iterator[Stack]:
    """The stack, started, and ended whatever happens."""
    try:
        yield stack.start()
    finally:
        if stack.process and stack.process.poll() is None:
            stack.process.terminate()
            stack.process.wait(STOP_SECONDS)
