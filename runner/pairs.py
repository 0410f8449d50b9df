"""Two misconceptions in one solution: what each changes of the reference, put together where they touch other lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from runner.syntax import parsed


def combined(reference: str, one: str, other: str) -> str:
    """The reference with the changes of both, or an empty string where they meet or the result does not parse."""
    base = _code_lines(reference)
    changes = sorted([*_changes(base, _code_lines(one)), *_changes(base, _code_lines(other))])
    if any(later[0] <= earlier[1] for earlier, later in pairwise(changes)):
        return ""
    lines = list(base)
    for start, end, new in reversed(changes):
        lines[start:end] = new
    source = "\n".join(lines)
    try:
        parsed(source)
    except SyntaxError:
        return ""
    return source


def _code_lines(source: str) -> list[str]:
    """The source as the parser understands it, one statement a line: without comments, docstrings and layout."""
    tree = parsed(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree).splitlines()


def _changes(base: list[str], changed: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of `base` lines that were replaced: start, end, and what stands there instead."""
    for kind, start, end, first, last in SequenceMatcher(None, base, changed, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end, changed[first:last]
