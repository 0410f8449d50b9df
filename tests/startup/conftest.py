import ctypes
import sys
from collections.abc import Callable, Iterator

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
        children = psutil.Process().children(recursive=True)
        alive = [child for child in children if child.pid not in before and child.status() != psutil.STATUS_ZOMBIE]
        return [" ".join(child.cmdline()) for child in alive]

    yield left
    libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
