"""What a lab asks the learner to build is taken away inside the cell, before the learner's file is loaded.

Names give the readable message; operators at torch's dispatcher catch aliases, `getattr` and C entry points. Neither is
what a verdict rests on: values are.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

# BackendSelect stands before every backend (dense, sparse, compressed, nested), AutogradOther before the layouts that
# have no gradients of their own, the front of functorch before vmap and jvp; the rest holds where those are shut out.
DISPATCH_KEYS = (
    *("BackendSelect", "FuncTorchDynamicLayerFrontMode"),
    *("CPU", "CUDA", "AutogradCPU", "AutogradCUDA", "AutogradOther"),
)
_holders: dict[int, list[tuple[Any, str]]] = {}


class NotInThisLab(RuntimeError):
    """Raised where the learner's code reaches for what the lab asks to be built."""


def refusal(name: str) -> Callable[..., NoReturn]:
    """A stand-in that raises when called, made or looked into."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise NotInThisLab(f"This lab asks you to build {name} yourself.")

    return refuse


class RefusedModule:
    """Stands in sys.modules for a module the lab does not offer: importing works, using it says why not."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        raise NotInThisLab(f"This lab asks you to build it yourself: {self._name}.{attribute} is not available here.")


class RefusingFinder:
    """Answers imports of packages the lab does not offer with the reason."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if any(name == n or name.startswith(n + ".") for n in self.names):
            raise ImportError(f"{name} is not available in this lab.")


def forbid_names(names: Sequence[str]) -> None:
    """Take dotted names away: attributes become refusals, modules stop importing."""
    sys.meta_path.insert(0, RefusingFinder(names))
    for name in names:
        if name in sys.modules:
            _forbid_module(name)
        elif "." in name:
            _forbid_attribute(*name.rsplit(".", 1))


def _forbid_module(name: str) -> None:
    for known in [k for k in sys.modules if k == name or k.startswith(name + ".")]:
        sys.modules[known] = RefusedModule(known)  # type: ignore[assignment]
    parent, _, last = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], last, sys.modules[name])


def _forbid_attribute(owner: str, attribute: str) -> None:
    try:
        holder: Any = importlib.import_module(owner)
    except ImportError:
        return
    original = getattr(holder, attribute, None)
    stand_in = refusal(f"{owner}.{attribute}")
    for module, name in _holders.get(id(original), []):
        setattr(module, name, stand_in)
    if original is not None:
        setattr(holder, attribute, stand_in)


def index_names() -> None:
    """Remember under which names each callable is known, so that a cell need not walk a thousand modules.

    Called once in the zygote; modules and callables live as long as it does, so their ids stay true.
    """
    _holders.clear()
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if callable(value):
                _holders.setdefault(id(value), []).append((module, name))


def forbid_operators(operators: Sequence[str]) -> None:
    """Make aten operators fail at the dispatcher, for tensors of every kind and with or without gradients.

    `addmm` stands for all its overloads and for `addmm_`; a name with a dot for that overload alone.
    """
    if not operators:
        return
    import ctypes
    import warnings

    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = torch._C._dispatch_library("IMPL", "aten", "", __file__, 0)
        for operator in operators:
            for overload in overloads(operator):
                for key in DISPATCH_KEYS:
                    library.impl(overload, key, refusal(f"aten::{operator}"), False)  # type: ignore[call-arg]
    # A registration ends with this object, or when it is told to. Kept where no name in Python leads to it, it does
    # neither; torch.library.Library would keep it where the collector finds it.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))


def overloads(operator: str) -> list[str]:
    """Every overload of an aten operator and of its in-place form; a name with a dot is one already."""
    import torch

    if "." in operator:
        return [operator]
    found = []
    for name in (operator, f"{operator}_"):
        _, kinds = torch._C._jit_get_operation(f"aten::{name}")
        found += [f"{name}.{kind}" if kind else name for kind in kinds or ()]
    return found
