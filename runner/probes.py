"""The slice of a checks.py that may enter a cell.

Of each check only its `probe` travels, with the module-level functions, constants and imports the probes name.
Case generators, hidden data, tolerances and judgements stay with the judge.
"""

from __future__ import annotations

import ast
import copy

from runner.syntax import parsed

JUDGE_ONLY = ("runner", "sklearn")


def probe_source(checks_source: str) -> str:
    """Python source that defines one function `probe_<ClassName>` per check, and what those need."""
    tree = parsed(checks_source)
    probes = [p for node in tree.body if isinstance(node, ast.ClassDef) and (p := _probe_of(node))]
    definitions = {name: node for node in tree.body for name in _bound_names(node)}
    needed = _closure(probes, definitions)
    kept = [node for node in tree.body if node in needed]
    body = [*parsed("from __future__ import annotations").body, *kept, *probes]
    return ast.unparse(ast.fix_missing_locations(ast.Module(body=body, type_ignores=[])))


def one_probe(probes: str, name: str) -> str:
    """Of what `probe_source` made, one function and what it needs; raises `KeyError` where it is not in it."""
    tree = parsed(probes)
    definitions = {bound: node for node in tree.body for bound in _bound_names(node)}
    probe = definitions[name]
    assert isinstance(probe, ast.FunctionDef)
    needed = _closure([probe], definitions) | {probe}
    return "\n\n".join(ast.unparse(node) for node in tree.body if node in needed)


def _probe_of(node: ast.ClassDef) -> ast.FunctionDef | None:
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and member.name == "probe":
            probe = copy.deepcopy(member)
            probe.name, probe.decorator_list = f"probe_{node.name}", []
            return probe
    return None


def _bound_names(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Import(names=names) if not any(_is_judges(a.name) for a in names):
            return [a.asname or a.name.partition(".")[0] for a in names]
        case ast.ImportFrom(module=str(module), names=names) if not _is_judges(module) and module != "__future__":
            return [a.asname or a.name for a in names]
        case ast.ClassDef(name=name) if not _probe_of(node) and not node.bases:
            return [name]
    return []


def _is_judges(module: str) -> bool:
    return module.partition(".")[0] in JUDGE_ONLY


def _closure(roots: list[ast.FunctionDef], definitions: dict[str, ast.stmt]) -> set[ast.stmt]:
    needed: set[ast.stmt] = set()
    waiting: list[ast.AST] = list(roots)
    while waiting:
        for inner in ast.walk(waiting.pop()):
            found = definitions.get(inner.id) if isinstance(inner, ast.Name) else None
            if found is not None and found not in needed:
                needed.add(found)
                waiting.append(found)
    return needed
