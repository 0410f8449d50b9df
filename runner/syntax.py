"""Python source as a tree, in any thread."""

from __future__ import annotations

import ast
import threading

# CPython counts how deep it is in a tree once for all threads (gh-106905). Where collecting garbage lets another thread
# parse in between, it finds the count wrong and raises SystemError: so one goes after the other.
_one_at_a_time = threading.Lock()


def parsed(source: str) -> ast.Module:
    """Raises what `ast.parse` raises: SyntaxError, ValueError, RecursionError, MemoryError."""
    with _one_at_a_time:
        return ast.parse(source)
