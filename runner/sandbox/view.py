"""What a cell may see of the file system: its Python, its libraries and the harness, and no other packages."""

from __future__ import annotations

import importlib.util
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Flavour = Literal["numpy", "torch"]

PACKAGES: dict[Flavour, tuple[str, ...]] = {
    "numpy": ("numpy",),
    "torch": (
        *("numpy", "torch", "torchgen", "functorch", "sympy", "mpmath", "networkx", "jinja2", "markupsafe"),
        *("fsspec", "filelock", "typing_extensions", "triton", "nvidia", "cuda", "setuptools"),
    ),
}
_SYSTEM_LIBRARIES = ("/lib64", "/usr/lib64", "/lib/{triplet}", "/usr/lib/{triplet}")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/etc/alternatives")
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class View:
    """`readable`: files and trees to read and map. `listable`: folders whose names may be listed.

    `hidden`: folders beneath a readable tree that stay out of sight but for what is readable in its own right.
    """

    readable: tuple[Path, ...]
    listable: tuple[Path, ...]
    hidden: tuple[Path, ...] = ()

    def covers(self, path: Path) -> bool:
        """Whether the nearest named folder above `path`, or itself, is a readable one."""
        nearest = max((p for p in (*self.readable, *self.hidden) if path.is_relative_to(p)), key=_depth, default=None)
        return nearest is not None and nearest in self.readable

    def roots(self) -> list[Path]:
        """The readable paths that no other readable one already covers, outermost first."""
        real = sorted(set(self.readable), key=_depth)
        return [path for path in real if not self._inside_another(path)]

    def trees(self) -> Iterator[Path]:
        """Paths that cover what is readable and nothing hidden: a tree with something hidden is opened up."""
        for root in self.roots():
            yield from self._open_up(root)

    def _inside_another(self, path: Path) -> bool:
        return path != path.parent and self.covers(path.parent)

    def _open_up(self, folder: Path) -> Iterator[Path]:
        if folder in self.hidden:
            return
        if not any(hidden.is_relative_to(folder) for hidden in self.hidden):
            yield folder
            return
        for entry in folder.iterdir():
            yield from self._open_up(entry)


def _depth(path: Path) -> int:
    return len(path.parts)


def view_for(flavour: Flavour) -> View:
    """The view for labs of that framework, worked out from the Python that runs this.

    Paths are as the interpreter names them, and once more with their links resolved.
    """
    named = [*_python(), *_system(), *_harness(), *_packages(PACKAGES[flavour])]
    readable = _with_real(path for path in named if path.exists())
    hidden = _with_real(folder for path in readable for folder in _package_folders(path))
    site = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib", "stdlib", "platstdlib")}
    return View(readable, _with_real(path for path in site if path.is_dir()), hidden)


def _with_real(paths: Iterator[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(form for path in paths for form in (path.absolute(), path.resolve())))


def _python() -> Iterator[Path]:
    yield Path(sysconfig.get_path("stdlib"))
    yield Path(sysconfig.get_path("platstdlib")) / "lib-dynload"
    yield from Path(sys.base_prefix, "lib").glob("libpython*")
    # An interpreter that was installed by itself (conda, uv, pyenv) brings its libraries along.
    if Path(sys.base_prefix) not in (Path("/usr"), Path("/usr/local")):
        yield Path(sys.base_prefix, "lib")


def _system() -> Iterator[Path]:
    triplet = sysconfig.get_config_var("MULTIARCH") or getattr(sys.implementation, "_multiarch", "")
    patterns = _SYSTEM_LIBRARIES if triplet else _SYSTEM_LIBRARIES[:2]
    libraries = [Path(pattern.format(triplet=triplet)) for pattern in patterns]
    yield from libraries
    if not any(path.is_dir() for path in libraries):
        yield Path("/usr/lib")
    yield from map(Path, _SYSTEM_FILES)


def _harness() -> Iterator[Path]:
    yield Path(__file__).resolve().parents[1]


def _packages(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        spec = importlib.util.find_spec(name)
        if spec is None:
            continue
        places = [Path(place) for place in spec.submodule_search_locations or [spec.origin or ""]]
        for place in places:
            yield place
            yield place.parent / f"{name}.libs"
            yield from place.parent.glob(f"{name}-*.dist-info")


def _package_folders(tree: Path) -> Iterator[Path]:
    """Folders of installed packages beneath a readable tree, where Python installations put them."""
    for name in _PACKAGE_FOLDERS:
        yield from (place for place in (tree / name, *tree.glob(f"python*/{name}")) if place.is_dir())
