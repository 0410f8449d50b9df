"""Keeps one process alive: starts it, starts it again when it dies, gives up on one that keeps dying, stops it."""

import asyncio
import contextlib
import os
import signal
import time
from collections import deque
from pathlib import Path

from roadmap.serve.errors import StartError
from roadmap.serve.leash import leashed
from roadmap.serve.parts import Part

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0
DEATHS_ALLOWED = 4
DEATHS_WITHIN_SECONDS = 60.0
LAST_BYTES = 8192
LAST_LINES = 15
LARGEST_LOG_BYTES = 5 * 10**6


class Watch:
    """One part, its process and its log."""

    def __init__(self, part: Part, log_dir: Path) -> None:
        self.part = part
        self.log = log_dir / f"{part.name}.log"
        self.process: asyncio.subprocess.Process | None = None
        self.deaths: deque[float] = deque(maxlen=DEATHS_ALLOWED)

    async def keep(self) -> None:
        """Runs until cancelled, which leaves the process to `stop`. Raises StartError when it keeps dying."""
        turn_over(self.log)
        pause = FIRST_PAUSE_SECONDS
        while True:
            self.process = await self.start()
            begun = time.monotonic()
            ending = how_it_ended(await self.process.wait())
            self.give_up_if_hopeless(ending)
            pause = FIRST_PAUSE_SECONDS if time.monotonic() - begun > DEATHS_WITHIN_SECONDS else pause
            say(f"{self.part.name} {ending}; starting it again. Its log: {self.log}")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def start(self) -> asyncio.subprocess.Process:
        """In a session of its own, so that Ctrl-C reaches only us, who stop the parts in order."""
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *leashed(self.part.command),
                env=self.part.environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def give_up_if_hopeless(self, ending: str) -> None:
        now = time.monotonic()
        often = len(self.deaths) == DEATHS_ALLOWED and now - self.deaths[0] < DEATHS_WITHIN_SECONDS
        self.deaths.append(now)
        if often:
            raise StartError(f"{self.part.name} {ending}, again and again. The end of its log:\n{last_lines(self.log)}")

    async def stop(self) -> None:
        """Asks the process to finish; after its grace, ends it and whatever it left in its session."""
        if not self.process:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), self.part.grace_seconds)
        self.kill()
        await self.process.wait()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.process:
                os.killpg(self.process.pid, signal.SIGKILL)


def how_it_ended(status: int) -> str:
    if status >= 0:
        return f"ended with status {status}"
    return f"was ended by {signal.Signals(-status).name}"


def last_lines(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LAST_BYTES))
        return "\n".join(file.read().decode(errors="replace").splitlines()[-LAST_LINES:])


def turn_over(log: Path) -> None:
    """Puts a log that grew large aside, in place of the one put aside before."""
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def say(line: str) -> None:
    print(line, flush=True)
