"""Under `make run` it is make that the person sees and ends: we end with it, however it is ended."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from roadmap.serve.leash import die_with_parent

LOOK_EVERY_SECONDS = 0.3


def go_with_make() -> None:
    """A killed make takes us along; a make that gets SIGTERM passes it on by itself."""
    die_with_parent(os.getppid(), signal.SIGTERM)


async def follow_make(stop: Callable[[], None]) -> None:
    """Calls `stop` when make alone got SIGINT: it believes that a terminal told us too, and only waits for us.

    While it waits it keeps the signal blocked, and that shows in Linux's /proc.
    """
    if not sys.platform.startswith("linux"):
        return
    status = Path(f"/proc/{os.getppid()}/status")
    while status.exists() and not blocks_sigint(status):
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    stop()


def blocks_sigint(status: Path) -> bool:
    masks = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("SigBlk:")]
    return bool(masks and int(masks[0], 16) >> (signal.SIGINT - 1) & 1)
