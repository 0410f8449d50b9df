"""What can be said of a submission before it runs: does it parse, does it name what the lab asks you to build.

These rules catch the honest learner and give the readable message. What a name cannot forbid is caught in the
cell, at the dispatcher. They too run in the cell, under its limits: a few hundred bytes of nested `finally` cost the
compiler gigabytes and half a minute, and a judge that parses has been attacked.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence

from runner.syntax import parsed

SHOWN_LINE_CHARACTERS = 200


def syntax_problem(source: str) -> str:
    """A sentence with line and caret where the source does not parse, else an empty string."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "submission.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        return _with_caret(error)
    except (ValueError, RecursionError, MemoryError) as error:
        return f"The file cannot be read as Python: {str(error) or 'it is nested too deeply'}."
    return ""


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
    tree = parsed(source)
    finder = _Finder(tuple(forbidden))
    finder.visit(tree)
    return finder.found


class _Finder(ast.NodeVisitor):
    def __init__(self, forbidden: tuple[str, ...]) -> None:
        self.forbidden = forbidden
        self.names: dict[str, str] = {}
        self.found: list[str] = []

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.names[alias.asname or alias.name.partition(".")[0]] = (
                alias.name if alias.asname else alias.name.partition(".")[0]
            )
            self._meet(alias.name, node.lineno)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            full = f"{node.module}.{alias.name}" if node.module else alias.name
            self.names[alias.asname or alias.name] = full
            self._meet(full, node.lineno)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if (full := self._dotted(node)) and self._meet(full, node.lineno):
            return
        self.generic_visit(node)

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
