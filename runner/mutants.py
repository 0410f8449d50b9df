"""Small wrong programs made from a right one: how sharp are a lab's checks?

Each mutant differs from the reference in one place a person could slip at: an operator, a comparison, a constant, an
axis, a sign, a dropped statement, swapped arguments, `mean` for `sum`, a lost `.T`, `keepdims` or `detach`, a range off
by one.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from runner.judge import findings_of
from runner.lab import Lab
from runner.reference import Reference
from runner.sandbox.calls import Came
from runner.sandbox.pool import Pool
from runner.syntax import parsed
from runner.trial import Trial, ask, load, open_cell

MUTANT_SECONDS = 20.0
OPERATORS: dict[type[ast.operator], list[type[ast.operator]]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Mod: [ast.FloorDiv],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}
COMPARISONS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
NAMES = {
    "mean": "sum",
    "sum": "mean",
    "max": "min",
    "min": "max",
    "maximum": "minimum",
    "minimum": "maximum",
    "sin": "cos",
    "cos": "sin",
    "exp": "expm1",
    "log": "log1p",
    "sqrt": "abs",
    "zeros_like": "ones_like",
    "zeros": "ones",
}
DROPPED_METHODS = {"detach", "contiguous", "copy", "clone", "abs", "flatten"}
DROPPED_KEYWORDS = {"keepdims", "keepdim", "inplace", "unbiased", "correction", "ddof"}
AXES = {"axis", "dim"}
SYMMETRIC = {
    "transpose",
    "swapaxes",
    "maximum",
    "minimum",
    "max",
    "min",
    "add",
    "multiply",
}  # in their first two arguments


@dataclass(frozen=True)
class Mutant:
    """A source with one slip: what stood on `line`, which reads `text`, and what stands there now."""

    line: int
    text: str
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """How a lab names it where it excuses it: the line, then the slip."""
        return f"{self.text} :: {self.before} -> {self.after}"


@dataclass(frozen=True)
class MutantReport:
    """How many mutants of a lab's reference were rejected, and which were not.

    `excused` survived too, but the lab lists them as equivalent and says why.
    """

    lab: str
    tried: int
    survivors: list[Mutant]
    excused: list[Mutant]
    seconds: float

    @property
    def share(self) -> float:
        counted = self.tried - len(self.excused)
        return 1.0 if counted <= 0 else (counted - len(self.survivors)) / counted


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a source, in the order of the lines; docstrings and annotations are left alone."""
    tree = parsed(source)
    lines = source.splitlines()
    made, seen = [], {ast.unparse(tree)}
    untouched = set(_annotations(tree))
    for index, node in enumerate(ast.walk(tree)):
        if not hasattr(node, "lineno") or node in untouched:
            continue
        for change in _changes(node):
            mutated = copy.deepcopy(tree)
            twin = next(n for i, n in enumerate(ast.walk(mutated)) if i == index)
            before = _text(node)
            replacement = change(twin)
            _replace(mutated, twin, replacement)
            text = ast.unparse(ast.fix_missing_locations(mutated))
            if text not in seen:
                seen.add(text)
                made.append(Mutant(node.lineno, lines[node.lineno - 1].strip(), before, _text(replacement), text))
    return sorted(made, key=lambda m: m.line)


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node inside an annotation: what is written there changes nothing."""
    for node in ast.walk(tree):
        for written in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if written is not None:
                yield from ast.walk(written)


Change = Callable[[ast.AST], ast.AST | None]  # the node to put in its place; None drops it


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.BinOp(op=op):
            yield from (_with("op", new()) for new in OPERATORS.get(type(op), []))
        case ast.AugAssign(op=op):
            yield from (_with("op", new()) for new in OPERATORS.get(type(op), []))
            yield lambda _: None
        case ast.Compare(ops=[op]):
            yield from (_with("ops", [new()]) for new in COMPARISONS.get(type(op), []))
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield lambda n: n.operand  # type: ignore[attr-defined]
        case ast.BoolOp(op=op):
            yield _with("op", ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.Constant(value=bool(value)):
            yield _with("value", not value)
        case ast.Constant(value=int() | float() as value):
            yield _with("value", value + 1)
            if value not in (0, 1):
                yield _with("value", value / 2 if isinstance(value, float) else value - 1)
        case ast.Call():
            yield from _call_changes(node)
        case ast.Attribute(attr="T" | "mT"):
            yield lambda n: n.value  # type: ignore[attr-defined]
        case ast.Attribute(attr=name) if name in NAMES and isinstance(node.ctx, ast.Load):
            yield _with("attr", NAMES[name])
        case ast.Name(id=name) if name in NAMES and isinstance(node.ctx, ast.Load):
            yield _with("id", NAMES[name])
        case ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield lambda _: None
        case ast.If():
            yield lambda n: n.body  # type: ignore[attr-defined]
        case ast.With(items=[ast.withitem(context_expr=ast.Call(func=ast.Attribute(attr="no_grad")))]):
            yield lambda n: n.body  # type: ignore[attr-defined]


def _call_changes(node: ast.Call) -> Iterator[Change]:
    if (
        len(node.args) >= 2
        and _called(node) not in SYMMETRIC
        and not any(isinstance(a, ast.Starred) for a in node.args[:2])
    ):
        yield lambda n: _swapped(n)
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        yield lambda n: _off_by_one(n)
    if isinstance(node.func, ast.Attribute) and node.func.attr in DROPPED_METHODS and not node.args:
        yield lambda n: n.func.value  # type: ignore[attr-defined]
    for position, keyword in enumerate(node.keywords):
        if keyword.arg in DROPPED_KEYWORDS:
            yield lambda n, p=position: _without_keyword(n, p)  # type: ignore[misc]
        if keyword.arg in AXES and isinstance(keyword.value, (ast.Constant, ast.UnaryOp)):
            yield lambda n, p=position: _other_axis(n, p)  # type: ignore[misc]


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _with(field: str, value: object) -> Change:
    def change(node: ast.AST) -> ast.AST:
        setattr(node, field, value)
        return node

    return change


def _swapped(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    node.args[0], node.args[1] = node.args[1], node.args[0]
    return node


def _off_by_one(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    end = min(1, len(node.args) - 1)
    node.args[end] = ast.BinOp(node.args[end], ast.Sub(), ast.Constant(1))
    return node


def _without_keyword(node: ast.AST, position: int) -> ast.AST:
    assert isinstance(node, ast.Call)
    del node.keywords[position]
    return node


def _other_axis(node: ast.AST, position: int) -> ast.AST:
    assert isinstance(node, ast.Call)
    value = ast.literal_eval(node.keywords[position].value)
    node.keywords[position].value = ast.Constant(-2 if value == -1 else 1 if value == 0 else 0)
    return node


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST | list[ast.stmt] | None) -> None:
    """Put `new` where `old` stands; None drops a statement, a list of statements takes its place."""
    if new is old:
        return
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(v is old for v in value):
                at = next(i for i, v in enumerate(value) if v is old)
                value[at : at + 1] = new if isinstance(new, list) else [new] if new is not None else _stand_in(value)


def _stand_in(body: list[ast.AST]) -> list[ast.AST]:
    """A body may not become empty."""
    return [] if len(body) > 1 else [ast.Pass()]


def _text(node: ast.AST | list[ast.stmt] | None) -> str:
    if node is None:
        return "(dropped)"
    if isinstance(node, list):
        return "(condition dropped)"
    lines = ast.unparse(node).splitlines()
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


# --- trying them --------------------------------------------------------------------------------------------------


def try_mutants(
    lab: Lab, pool: Pool, *, seed: str, device: str = "cpu", tell: Callable[[int, int], None] = lambda done, total: None
) -> MutantReport:
    """Put every mutant of the reference to the lab's checks; the reference itself is asked once."""
    start = time.perf_counter()
    made = mutants(lab.reference)
    survivors: list[Mutant] = []
    excused: list[Mutant] = []
    with Trial(lab, seed) as trial:
        Reference(trial, pool, device).run()
        for done, mutant in enumerate(made):
            tell(done, len(made))
            if survives(trial, pool, device, mutant.source):
                (excused if mutant.name in lab.equivalent else survivors).append(mutant)
    return MutantReport(lab.slug, len(made), survivors, excused, time.perf_counter() - start)


def survives(trial: Trial, pool: Pool, device: str, source: str) -> bool:
    """Whether every check accepts this source; stops at the first that does not."""
    deadline = time.monotonic() + min(MUTANT_SECONDS, trial.lab.limits.seconds)
    with contextlib.closing(open_cell(trial.lab, pool)) as cell:
        loaded = load(cell, trial.lab, source, device, deadline)
        if loaded.came is not Came.BACK or loaded.value:
            return False
        for question in trial.all():
            replies = ask(cell, question, deadline)
            if len(replies) < len(question.calls):
                return False
            for call, reply in zip(question.calls, replies, strict=False):
                if findings_of(question.check, call.case, reply, call.expected, call.repeats):
                    return False
    return True
