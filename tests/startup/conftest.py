import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

import psutil
import pytest

PR_SET_CHILD_SUBREAPER = 36


@pytest.fixture
def orphans() -> Iterator[Callable[[], list[str]]]:
    """The processes, named, that a start leaves behind: this process adopts them for the length of a test."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux hands us the orphans")
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = {child.pid for child in psutil.Process().children(recursive=True)}

    def left() -> list[str]:
        named = []
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # it ended while it was looked at, so it is not left
                if child.pid not in before and child.status() != psutil.STATUS_ZOMBIE:
                    named.append(" ".join(child.cmdline()))
        return named

    yield left
    libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
