"""Python source as a tree and the names it reads, in any thread."""

from __future__ import annotations

import ast
import symtable
import threading

# CPython counts how deep it is in a tree once for all threads (gh-106905). Where collecting garbage lets another thread
# parse in between, it finds the count wrong and raises SystemError: so one goes after the other.
_one_at_a_time = threading.Lock()


def parsed(source: str) -> ast.Module:
    """Raises what `ast.parse` raises: SyntaxError, ValueError, RecursionError, MemoryError."""
    with _one_at_a_time:
        return ast.parse(source)


def globals_read(source: str) -> set[str]:
    """The names that source takes from its module, in whatever scope it reads them; raises what `ast.parse` raises."""
    with _one_at_a_time:
        module = symtable.symtable(source, "<source>", "exec")
    read = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_referenced()}
    scopes = list(module.get_children())
    for scope in scopes:
        read |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global() and symbol.is_referenced()}
        scopes += scope.get_children()
    return read
