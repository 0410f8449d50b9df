"""A tree of modules that knows its parameters, buffers and modes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any


class Parameter:
    """Numbers that training changes: `data`, a list of floats, and `grad`, None at first."""

    def __init__(self, data: list[float]) -> None:
        raise NotImplementedError


class Module:
    """Base of every layer. Subclasses call `super().__init__()`, assign attributes and define `forward`."""

    def __init__(self) -> None:
        raise NotImplementedError

    def __setattr__(self, name: str, value: Any) -> None:
        """Remember Parameters and Modules under the name they are assigned to; a buffer's name keeps a buffer."""
        raise NotImplementedError

    def register_buffer(self, name: str, value: list[float], persistent: bool = True) -> None:
        """A list of floats that belongs to the state but is not trained; not saved where persistent is False."""
        raise NotImplementedError

    def named_modules(self) -> Iterator[tuple[str, Module]]:
        """("", self) and everything below it, each module once: a module, then its children, depth first."""
        raise NotImplementedError

    def modules(self) -> Iterator[Module]:
        """The same without names."""
        raise NotImplementedError

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        """Every Parameter of the tree once, under its first name: "weight", "layer.weight", "layer.norm.gain"."""
        raise NotImplementedError

    def parameters(self) -> Iterator[Parameter]:
        """The same without names."""
        raise NotImplementedError

    def named_buffers(self) -> Iterator[tuple[str, list[float]]]:
        """Every buffer of the tree, in the same order, those that are not saved among them."""
        raise NotImplementedError

    def apply(self, function: Callable[[Module], Any]) -> Module:
        """Call `function` with every module below, children before their parent, at last with self. Returns self."""
        raise NotImplementedError

    def train(self, mode: bool = True) -> Module:
        """Set `training` of self and of everything below. Returns self."""
        raise NotImplementedError

    def eval(self) -> Module:
        """train(False)."""
        raise NotImplementedError

    def zero_grad(self) -> None:
        """Set the grad of every parameter back to None."""
        raise NotImplementedError

    def state_dict(self) -> dict[str, list[float]]:
        """A snapshot: copies of all data and saved buffers by name, a shared one under each of its names.

        A module's own parameters come first, then its own buffers, then its children.
        """
        raise NotImplementedError

    def load_state_dict(self, state: dict[str, list[float]], strict: bool = True) -> tuple[list[str], list[str]]:
        """Copy a state into the existing parameters and buffers. Returns the names missing from it and the unknown ones.

        With `strict` either of these is a KeyError; a list of another length is always a ValueError. If it raises,
        nothing has changed.
        """
        raise NotImplementedError

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Defined by subclasses; here it raises NotImplementedError."""
        raise NotImplementedError

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """forward, then every hook in the order of registration: what a hook returns, unless None, is the new output."""
        raise NotImplementedError

    def register_forward_hook(self, hook: Callable[[Module, tuple, Any], Any]) -> Any:
        """Call hook(module, args, output) after forward, until `remove()` of the returned handle is called."""
        raise NotImplementedError


class ModuleList(Module):
    """A list of modules whose children are named "0", "1", ..."""

    def __init__(self, modules: Iterable[Module] = ()) -> None:
        raise NotImplementedError

    def append(self, module: Module) -> ModuleList:
        """Add a module at the end. Returns self."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __getitem__(self, index: int) -> Module:
        """The module at a whole number; -1 is the last."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Module]:
        raise NotImplementedError
