"""Cells in which a lab's own code stays loaded between submissions: forking and loading again would only cost time.

A lab's own code gets nothing but inputs that the judge drew; no submission ever reaches such a cell.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from runner.sandbox.calls import Cell

if TYPE_CHECKING:
    from collections.abc import Hashable

KEPT = 8  # cells in all; one holds what its code holds
USES = 100


class Shelf:
    """At most KEPT idle cells, each under what was loaded into it; the longest unused goes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[Hashable, Cell]] = []
        self._closed = False

    def __len__(self) -> int:
        with self._lock:
            return sum(cell.waits() for _, cell in self._idle)

    def clear(self) -> None:
        """End all that wait, and keep none from now on."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for _, cell in idle:
            cell.close()

    def take(self, key: Hashable) -> Cell | None:
        """A cell that holds `key`, where a sound one waits."""
        with self._lock:
            found = next((one for one in reversed(self._idle) if one[0] == key), None)
            if found is None:
                return None
            self._idle.remove(found)
        cell = found[1]
        if cell.waits() and cell.uses < USES:
            cell.begin_again()
            return cell
        cell.close()
        return self.take(key)

    def put(self, key: Hashable, cell: Cell) -> None:
        """Keep a cell for whoever takes this key next; for cells in which nothing went wrong."""
        over: list[Cell] = []
        with self._lock:
            if self._closed or not cell.alive:
                over.append(cell)
            else:
                self._idle.append((key, cell))
                while len(self._idle) > KEPT:
                    over.append(self._idle.pop(0)[1])
        for one in over:
            one.close()
