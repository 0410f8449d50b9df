"""A shared parameter is listed twice

Weight tying puts one Parameter in two places. Your `parameters()` gives it twice, so the optimiser steps it
twice, and a count of the parameters is too high. Remember which *objects* have been seen.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import Any


class Parameter:
    """Numbers that training changes."""

    def __init__(self, data: list[float]) -> None:
        self.data = data
        self.grad: list[float] | None = None


class Handle:
    """What registering a hook gives back."""

    def __init__(self, hooks: dict[Handle, Any]) -> None:
        self.hooks = hooks

    def remove(self) -> None:
        self.hooks.pop(self, None)


class Module:
    def __init__(self) -> None:
        # Written past __setattr__, which needs them.
        self.__dict__["_parameters"] = {}  # name -> Parameter
        self.__dict__["_buffers"] = {}  # name -> value
        self.__dict__["_modules"] = {}  # name -> Module
        self.__dict__["_transient"] = set()  # names of the buffers that are not saved
        self.__dict__["_hooks"] = {}  # Handle -> function, in the order of registration
        self.training = True

    # --- attributes ------------------------------------------------------------------------------------------------

    # What is assigned decides where it lives; under one name there is only one thing.
    def __setattr__(self, name: str, value: Any) -> None:
        if isinstance(value, Parameter):
            home = self._parameters
        elif isinstance(value, Module):
            home = self._modules
        elif name in self._buffers:
            home = self._buffers
        else:
            home = self.__dict__
        for place in self._places():
            if place is not home:
                place.pop(name, None)
        home[name] = value

    # Python asks here only for what is not in __dict__.
    def __getattr__(self, name: str) -> Any:
        for place in self._places():
            if name in place:
                return place[name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __delattr__(self, name: str) -> None:
        for place in self._places():
            if name in place:
                del place[name]
                return
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def _places(self) -> list[dict[str, Any]]:
        own = self.__dict__
        return [own, own.get("_parameters", {}), own.get("_buffers", {}), own.get("_modules", {})]

    def register_buffer(self, name: str, value: Any, persistent: bool = True) -> None:
        self._buffers[name] = value
        if not persistent:
            self._transient.add(name)

    # --- walking the tree ------------------------------------------------------------------------------------------

    # A module first, then its children in the order of assignment; the name is the way there.
    def _everywhere(self, prefix: str = "") -> Iterator[tuple[str, Module]]:
        yield prefix, self
        for name, child in self._modules.items():
            yield from child._everywhere(f"{prefix}.{name}" if prefix else name)

    def named_modules(self) -> Iterator[tuple[str, Module]]:
        yield from each_once(self._everywhere())

    def modules(self) -> Iterator[Module]:
        for _, module in self.named_modules():
            yield module

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        for prefix, module in self.named_modules():
            for name, parameter in module._parameters.items():
                yield join(prefix, name), parameter

    def parameters(self) -> Iterator[Parameter]:
        for _, parameter in self.named_parameters():
            yield parameter

    def named_buffers(self) -> Iterator[tuple[str, Any]]:
        for prefix, module in self.named_modules():
            for name, value in module._buffers.items():
                yield join(prefix, name), value

    def apply(self, function: Callable[[Module], Any]) -> Module:
        for child in self._modules.values():
            child.apply(function)
        function(self)
        return self

    # --- modes and gradients ---------------------------------------------------------------------------------------

    def train(self, mode: bool = True) -> Module:
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Module:
        return self.train(False)

    def zero_grad(self) -> None:
        for parameter in self.parameters():
            parameter.grad = None

    # --- state -----------------------------------------------------------------------------------------------------

    # Under every name, also where two names lead to one thing: own parameters, own buffers, then the children.
    def state_dict(self) -> dict[str, Any]:
        state = {}
        for prefix, module in self._everywhere():
            for name, parameter in module._parameters.items():
                state[join(prefix, name)] = copy.deepcopy(parameter.data)
            for name, value in module._buffers.items():
                if name not in module._transient:
                    state[join(prefix, name)] = copy.deepcopy(value)
        return state

    def load_state_dict(self, state: dict[str, Any], strict: bool = True) -> tuple[list[str], list[str]]:
        own = self.state_dict()
        missing = [name for name in own if name not in state]
        unexpected = [name for name in state if name not in own]
        if strict and (missing or unexpected):
            raise KeyError(f"missing: {missing}, unexpected: {unexpected}")
        for name in own:
            if name in state and len(state[name]) != len(own[name]):
                raise ValueError(f"{name} holds {len(own[name])} numbers, the state {len(state[name])}")
        # Only now, when nothing can go wrong any more, is anything changed.
        for prefix, module in self._everywhere():
            for name, parameter in module._parameters.items():
                if join(prefix, name) in state:
                    parameter.data = copy.deepcopy(state[join(prefix, name)])  # the Parameter itself stays
            for name in module._buffers:
                if join(prefix, name) in own and join(prefix, name) in state:
                    module._buffers[name] = copy.deepcopy(state[join(prefix, name)])
        return missing, unexpected

    # --- calling ---------------------------------------------------------------------------------------------------

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define forward")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        output = self.forward(*args, **kwargs)
        for hook in list(self._hooks.values()):
            replacement = hook(self, args, output)
            if replacement is not None:
                output = replacement
        return output

    def register_forward_hook(self, hook: Callable[[Module, tuple[Any, ...], Any], Any]) -> Handle:
        handle = Handle(self._hooks)
        self._hooks[handle] = hook
        return handle


class ModuleList(Module):
    """Modules by number, which are the names of its children."""

    def __init__(self, modules: Iterable[Module] = ()) -> None:
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module: Module) -> ModuleList:
        setattr(self, str(len(self)), module)
        return self

    def __len__(self) -> int:
        return len(self._modules)

    def __getitem__(self, index: int) -> Module:
        return list(self._modules.values())[index]

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())


def join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def each_once(named: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Leave out what came before under another name."""
    seen: set[int] = set()
    for name, thing in named:
        if id(thing) not in seen:
            seen.add(id(thing))
            yield name, thing
