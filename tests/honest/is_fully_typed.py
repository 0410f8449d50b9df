"""Is written with generics, protocols, overloads and parameter specifications."""
# lab: scale-and-shift

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Generic, Literal, ParamSpec, Protocol, TypeVar, overload, runtime_checkable

import numpy as np
import numpy.typing as npt

T = TypeVar("T", bound=np.generic)
P = ParamSpec("P")
Array = Annotated[npt.NDArray[T], "any shape"]


@runtime_checkable
class Operation(Protocol):
    def __call__(self, x: npt.NDArray[Any], value: float, /) -> npt.NDArray[Any]: ...


class Applied(Generic[T]):
    def __init__(self, kind: Literal["scale", "shift"]) -> None:
        self.kind = kind

    @overload
    def run(self, x: npt.NDArray[T], value: int) -> npt.NDArray[T]: ...
    @overload
    def run(self, x: npt.NDArray[T], value: float) -> npt.NDArray[T]: ...
    def run(self, x, value):
        return x * x.dtype.type(value) if self.kind == "scale" else x + x.dtype.type(value)


def traced(function: Callable[P, T]) -> Callable[P, T]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    return inner


@traced
def scale(x: Array[np.floating], factor: float) -> Array[np.floating]:
    return Applied("scale").run(x, factor)


@traced
def shift(x: Array[np.floating], amount: float) -> Array[np.floating]:
    return Applied("shift").run(x, amount)


assert isinstance(scale, Operation)
