"""What can be said of a submission before it runs: does it parse, does it name what the lab asks you to build.

These rules catch the honest learner and give the readable message. What a name cannot forbid is caught in the
cell, at the dispatcher. They too run in the cell, under its limits: a few hundred bytes of nested `finally` cost the
compiler gigabytes and half a minute, and a judge that parses has been attacked.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence
from types import CodeType

from runner.syntax import parsed

SHOWN_LINE_CHARACTERS = 200
BARE = (ast.expr_context, ast.Name, ast.Constant, ast.operator, ast.cmpop)  # nothing of interest lies in them


def syntax_problem(source: str) -> str:
    """A sentence with line and caret where the source does not parse, else an empty string."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compiled(source)[1]


def compiled(source: str) -> tuple[CodeType | None, str]:
    """The source as code, or None and the sentence that says why not. Python's own warnings go where they always do."""
    try:
        return compile(source, "submission.py", "exec", dont_inherit=True), ""
    except SyntaxError as error:
        return None, _with_caret(error)
    except (ValueError, RecursionError, MemoryError) as error:
        return None, f"The file cannot be read as Python: {str(error) or 'it is nested too deeply'}."


def _with_caret(error: SyntaxError) -> str:
    line = (error.text or "").rstrip("\n")
    head = f"{f'Line {error.lineno}: ' if error.lineno else ''}{error.msg[:400]}."
    if not line.strip() or len(line) > SHOWN_LINE_CHARACTERS:
        return head
    stripped = line.lstrip()
    column = max(0, (error.offset or 1) - 1 - (len(line) - len(stripped)))
    return f"{head}\n    {stripped}\n    {' ' * min(column, len(stripped))}^"


def forbidden_uses(source: str, forbidden: Sequence[str]) -> list[str]:
    """One sentence per place that names a forbidden API, following imports and their aliases."""
    possible = tuple(name for name in forbidden if _may_be_named(name, source))
    if not possible:
        return []
    finder = _Finder(possible)
    finder.look_through(parsed(source))
    return finder.found


def _may_be_named(name: str, source: str) -> bool:
    """Whether every part of a dotted name stands somewhere in the source.

    Python reads letters of other scripts as plain ones, so only where all are plain does their absence say something.
    """
    return not source.isascii() or all(part in source for part in name.split("."))


class _Finder:
    def __init__(self, forbidden: tuple[str, ...]) -> None:
        self.forbidden = forbidden
        self.names: dict[str, str] = {}
        self.found: list[str] = []

    def look_through(self, tree: ast.AST) -> None:
        """In the order of the source. A visitor that asks each node for its kind's method takes three times as long."""
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Attribute):
                if (full := self._dotted(node)) and self._meet(full, node.lineno):
                    continue
            elif isinstance(node, ast.Import):
                self._take_import(node)
            elif isinstance(node, ast.ImportFrom):
                self._take_import_from(node)
            waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, BARE)][::-1]

    def _take_import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.names[alias.asname or alias.name.partition(".")[0]] = (
                alias.name if alias.asname else alias.name.partition(".")[0]
            )
            self._meet(alias.name, node.lineno)

    def _take_import_from(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            full = f"{node.module}.{alias.name}" if node.module else alias.name
            self.names[alias.asname or alias.name] = full
            self._meet(full, node.lineno)

    def _dotted(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute) and (owner := self._dotted(node.value)):
            return f"{owner}.{node.attr}"
        return ""

    def _meet(self, full: str, line: int) -> bool:
        for name in self.forbidden:
            if full == name or full.startswith(name + "."):
                sentence = f"Line {line} uses {full}: this lab asks you to build it yourself."
                if sentence not in self.found:
                    self.found.append(sentence)
                return True
        return False
