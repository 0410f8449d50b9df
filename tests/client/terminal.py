"""`gradus` as a person runs it: a process of its own, in a home folder of its own."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.stack import ROOT

SECONDS = 60
PASSED_ON = ("PATH", "LANG", "SYSTEMROOT")


def hears_ctrl_c() -> None:
    """A program that is started in the background is born deaf to it, and so are those that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class Terminal:
    """A home folder and an environment. `terminal("labs", "--json")` runs a command in it."""

    home: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        own = {"HOME": str(self.home), "PYTHONPATH": str(ROOT / "client"), "PYTHONUTF8": "1"}
        return kept | own | self.more

    @property
    def sign_in(self) -> Path:
        return self.home / ".config" / "gradus" / "sign-in.json"

    @property
    def state(self) -> Path:
        return self.home / ".local" / "state" / "gradus"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "gradus_client", *arguments]

    def __call__(self, *arguments: str, text: str | bytes = "", **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs a command to its end. What it says holds no traceback, whatever happens."""
        ended = subprocess.run(
            self.command(*arguments),
            cwd=self.home,
            env=self.environment | more,
            input=text if isinstance(text, bytes) else text.encode(),
            capture_output=True,
            timeout=SECONDS,
        )
        told = subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())
        assert "Traceback (most recent" not in told.stderr
        return told

    def json(self, *arguments: str, **more: str) -> Any:
        """What a command prints with --json."""
        return json.loads(self(*arguments, "--json", **more).stdout)

    def launch(self, *arguments: str) -> "Launched":
        return Launched(
            subprocess.Popen(
                self.command(*arguments),
                cwd=self.home,
                env=self.environment | {"PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                preexec_fn=hears_ctrl_c,
            )
        )

    def on_a_screen(self, *arguments: str, typed: str = "", **more: str) -> str:
        """What a person sees: the command has a terminal, in which `typed` is typed once it asks."""
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            self.command(*arguments),
            cwd=self.home,
            env=self.environment | {"TERM": "xterm", "COLUMNS": "100"} | more,
            preexec_fn=lambda: os.login_tty(follower),
        )
        os.close(follower)
        seen = b""
        try:
            while select.select([leader], [], [], SECONDS)[0]:
                try:
                    part = os.read(leader, 65536)
                except OSError:  # the other end is closed: the command has ended
                    break
                seen += part
                if typed and b"Token" in seen:
                    os.write(leader, typed.encode() + b"\n")
                    typed = ""
            assert process.wait(SECONDS) is not None
        finally:
            process.kill()
            process.wait()
            os.close(leader)
        return seen.decode()


@dataclass
class Launched:
    """A command under way."""

    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)

    def until(self, words: str) -> str:
        """Reads on until a line holds `words`."""
        assert self.process.stdout
        killer = threading.Timer(SECONDS, self.process.kill)
        killer.start()
        try:
            for line in self.process.stdout:
                self.said.append(line)
                if words in line:
                    return line
        finally:
            killer.cancel()
        raise AssertionError(f"never said {words!r}:\n" + "".join(self.said))

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C; gives the exit code and what it still said."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, rest
