"""Lists that are not rows of a table: the catalogue's labs, a roadmap's topics. Paged and ordered like the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from roadmap.api.ordering import Ordering
from roadmap.api.pagination import NO_SUCH_CURSOR, Cursor, Pages

Row = TypeVar("Row")


class ListPages(Pages):
    """Pages of a list; the view's `page_key` names the attribute by which a row is found again."""

    key = "slug"

    def ordered_by(self, rows: Any, view: APIView | None) -> tuple[str, ...]:
        assert view is not None
        self.key = getattr(view, "page_key", self.key)
        return (view.request.query_params.get(Ordering.ordering_param, ""),)

    def after(self, rows: list[Any], cursor: Cursor | None, count: int) -> list[Any]:
        if cursor is None:
            return rows[:count]
        keys = [self.key_of(row) for row in rows]
        if cursor.values[0] not in keys:
            raise NotFound(NO_SUCH_CURSOR)
        place = keys.index(cursor.values[0])
        return rows[:place][::-1][:count] if cursor.backward else rows[place + 1 :][:count]

    def place(self, row: Any, backward: bool = False) -> Cursor:
        return Cursor(self.order, (self.key_of(row),), backward)

    def key_of(self, row: Any) -> Any:
        return attrgetter(self.key)(row)


def in_order(
    rows: Iterable[Row], request: Request, view: APIView, columns: Mapping[str, Callable[[Row], Any]]
) -> list[Row]:
    """The rows as `?ordering=` asks, else as they come. `columns` says what each of the view's orderings compares."""
    ordered = list(rows)
    for column in reversed(Ordering().get_ordering(request, ordered, view) or ()):  # type: ignore[arg-type]
        ordered.sort(key=columns[column.removeprefix("-")], reverse=column.startswith("-"))
    return ordered
