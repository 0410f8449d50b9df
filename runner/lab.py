"""A lab folder becomes a `Lab`. Folders are found by themselves; nothing lists them."""

from __future__ import annotations

import ast
import hashlib
import json
import marshal
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from runner.checks import Check
from runner.probes import probe_source
from runner.syntax import parsed

FRAMEWORKS = ("python", "numpy", "torch")
DEVICES = ("cpu", "cuda")
LEVELS = ("first", "core", "deep")
HEALTH_FILE = "health.json"  # what the last audit found, kept beside what it is about


class LabError(ValueError):
    """A lab's folder is not as labs/AUTHORING.md says; the message names file and remedy."""


@dataclass(frozen=True)
class Limits:
    """What one submission may take: wall clock of the whole run, memory beyond the warm process, prints kept."""

    seconds: float = 10.0
    memory_mb: int = 512
    output_kb: int = 64


@dataclass(frozen=True)
class Lab:
    """One lab of the catalogue. Reading it runs none of its code; `checks` does, and belongs to the judge."""

    slug: str
    topic: str
    path: Path
    title: str
    framework: str
    defines: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    minutes: int = 30
    level: str = "core"
    forbidden: tuple[str, ...] = ()
    forbidden_aten: tuple[str, ...] = ()
    devices: tuple[str, ...] = ("cpu",)
    limits: Limits = field(default_factory=Limits)
    paper: dict[str, Any] = field(default_factory=dict)
    equivalent: dict[str, str] = field(default_factory=dict)  # mutants of the reference that are not wrong, and why

    @cached_property
    def statement(self) -> str:
        return self._read("statement.md")

    @cached_property
    def starter(self) -> str:
        return self._read("starter.py")

    @cached_property
    def reference(self) -> str:
        return self._read("reference.py")

    @cached_property
    def after(self) -> str:
        """Where the idea goes next: Markdown that is shown once the lab is proven, empty where there is none."""
        return self._read("after.md") if (self.path / "after.md").exists() else ""

    @cached_property
    def health(self) -> dict[str, Any] | None:
        """What the last audit of the lab as it is now found; None where it was changed since, or never audited."""
        file = self.path / HEALTH_FILE
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) and told.get("digest") == self.digest else None

    @cached_property
    def checks_source(self) -> str:
        return self._read("checks.py")

    @cached_property
    def misconceptions(self) -> dict[str, str]:
        """Source of each misconception by name."""
        return {p.stem: p.read_text(encoding="utf-8") for p in sorted((self.path / "misconceptions").glob("*.py"))}

    @cached_property
    def accepted(self) -> dict[str, str]:
        """Source of each other correct way by name."""
        return {p.stem: p.read_text(encoding="utf-8") for p in sorted((self.path / "accepted").glob("*.py"))}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every file of the folder, so a verdict says which checks judged it."""
        total = hashlib.sha256()
        files = (p for p in self.path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        for file in sorted(p for p in files if p.name != HEALTH_FILE):
            total.update(str(file.relative_to(self.path)).encode() + b"\0" + file.read_bytes() + b"\0")
        return total.hexdigest()

    @cached_property
    def check_titles(self) -> list[tuple[str, str]]:
        """(name, docstring) of each check in order, read without running anything."""
        return [(snake(c.name), one_line(ast.get_docstring(c) or c.name)) for c in _check_classes(self.checks_source)]

    @cached_property
    def checks(self) -> list[Check]:
        """The lab's checks, ready to draw cases and judge. Runs checks.py: only the judge asks for this."""
        module = ModuleType(f"checks_of_{self.slug.replace('-', '_')}")
        exec(compile(self.checks_source, str(self.path / "checks.py"), "exec"), module.__dict__)
        made = [v for v in module.__dict__.values() if isinstance(v, type) and issubclass(v, Check)]
        return [c() for c in made if c.__module__ == module.__name__]

    @cached_property
    def probe_code(self) -> bytes:
        """`probes` compiled, in `marshal`'s form: cells run the interpreter of the judge, and each would compile it."""
        return marshal.dumps(compile(self.probes, "probes.py", "exec"))

    @cached_property
    def probes(self) -> str:
        """The part of checks.py that travels to the cell: probes and what they name, nothing else."""
        return probe_source(self.checks_source)

    def _read(self, name: str) -> str:
        file = self.path / name
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LabError(f"{file}: {error}. Every lab needs this file in UTF-8; see labs/AUTHORING.md.") from error


def check_name(check: Check) -> str:
    return snake(type(check).__name__)


def check_title(check: Check) -> str:
    return one_line(type(check).__doc__ or type(check).__name__)


@lru_cache(maxsize=1024)
def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def one_line(text: str) -> str:
    return " ".join(text.split())


def docstring_parts(source: str) -> tuple[str, str]:
    """Title line and explanation of a misconception or accepted way, from its docstring."""
    text = ast.get_docstring(parsed(source)) or ""
    title, _, rest = text.partition("\n")
    return title.strip(), rest.strip()


def load_catalog(folder: Path, broken: Callable[[LabError], None] | None = None) -> dict[str, Lab]:
    """Every lab below `folder` by slug, in the order of topic and slug.

    A folder that is not as it should be, or a slug that two labs share, is told to `broken` and left out; without
    `broken` it raises `LabError`.
    """
    labs: dict[str, Lab] = {}
    for file in sorted(folder.glob("*/*/lab.toml")):
        try:
            lab = load_lab(file.parent)
            if lab.slug in labs:
                raise LabError(f"{lab.path} and {labs[lab.slug].path} share the slug {lab.slug}. Rename one folder.")
            labs[lab.slug] = lab
        except LabError as error:
            if broken is None:
                raise
            broken(error)
    return labs


def load_lab(folder: Path) -> Lab:
    """One lab from its folder; raises `LabError` with the file and what to mend."""
    file = folder / "lab.toml"
    try:
        facts = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LabError(f"{file}: {error}.") from error
    _demand(file, facts)
    lists = ("defines", "concepts", "prerequisites", "forbidden", "forbidden_aten", "devices")
    shaped: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in facts.items()}
    shaped["limits"] = Limits(**facts.get("limits", {}))
    return Lab(slug=folder.name, topic=folder.parent.name, path=folder, **shaped)


def _demand(file: Path, facts: dict[str, Any]) -> None:
    known = set(Lab.__dataclass_fields__) - {"slug", "topic", "path"}
    if unknown := sorted(set(facts) - known):
        raise LabError(f"{file}: unknown key {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")
    for key in ("title", "framework", "defines"):
        if not facts.get(key):
            raise LabError(f"{file}: {key} is missing.")
    if facts["framework"] not in FRAMEWORKS:
        raise LabError(f"{file}: framework {facts['framework']!r}; one of {', '.join(FRAMEWORKS)}.")
    if facts.get("level", "core") not in LEVELS:
        raise LabError(f"{file}: level {facts['level']!r}; one of {', '.join(LEVELS)}.")
    if bad := [d for d in facts.get("devices", []) if d not in DEVICES]:
        raise LabError(f"{file}: device {bad[0]!r}; one of {', '.join(DEVICES)}.")
    if bad := sorted(set(facts.get("limits", {})) - set(Limits.__dataclass_fields__)):
        raise LabError(f"{file}: unknown limit {', '.join(bad)}.")


def _check_classes(source: str) -> list[ast.ClassDef]:
    """Classes that inherit from Check, directly or through one another, in the order they are written."""
    found: dict[str, ast.ClassDef] = {}
    for node in parsed(source).body:
        if isinstance(node, ast.ClassDef):
            bases = {b.id for b in node.bases if isinstance(b, ast.Name)}
            if bases & {"Check", *found}:
                found[node.name] = node
    return list(found.values())
