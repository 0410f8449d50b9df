"""What a cache knows a value by."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Keyed(Generic[Value]):
    """A value beside all that may make a difference to what follows from it: equal keys, the same answer.

    An argument for `lru_cache` where the value cannot be hashed, or is a row whose columns change.
    """

    key: Hashable
    value: Value = field(compare=False)
