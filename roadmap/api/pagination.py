"""Long lists, page by page: a cursor says after (or before) which row to go on, so a row is neither told twice nor
passed over when others come and go in between.

The order is total: the primary key decides where all else is equal. The columns to order by hold no nulls.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Q, QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

if TYPE_CHECKING:
    from rest_framework.views import APIView

NO_SUCH_CURSOR = "This cursor does not belong to this list. Begin again without it."
LONGEST_CURSOR = 4096
UNREADABLE = (ValueError, TypeError, KeyError, OverflowError, RecursionError, FieldError, DjangoValidationError)


@dataclass(frozen=True)
class Cursor:
    """A place in a list of this order: just after the row that has these values, or just before it."""

    order: tuple[str, ...]
    values: tuple[str | int | float, ...]
    backward: bool = False

    @classmethod
    def read(cls, text: str, order: tuple[str, ...]) -> Cursor:
        """Raises NotFound for what is no cursor of a list in this order."""
        try:
            padded = text[:LONGEST_CURSOR].encode("ascii") + b"=" * (-len(text[:LONGEST_CURSOR]) % 4)
            asked, values, backward = json.loads(urlsafe_b64decode(padded))
            plain = all(isinstance(value, str | int | float) for value in values)
        except (binascii.Error, *UNREADABLE) as error:
            raise NotFound(NO_SUCH_CURSOR) from error
        if tuple(asked) != order or len(values) != len(order) or not plain:
            raise NotFound(NO_SUCH_CURSOR)
        return cls(order, tuple(values), backward is True)

    def __str__(self) -> str:
        written = json.dumps([self.order, self.values, self.backward], default=str, separators=(",", ":"))
        return urlsafe_b64encode(written.encode()).decode().rstrip("=")

    def beyond(self) -> Q:
        """The rows on the side of this place that is asked for."""
        found, same = Q(), Q()
        for column, value in zip(self.order, self.values, strict=True):
            name = column.removeprefix("-")
            downward = column.startswith("-") != self.backward
            found |= same & Q(**{f"{name}__{'lt' if downward else 'gt'}": value})
            same &= Q(**{name: value})
        return found


class Pages(BasePagination):
    """`{"next": address or null, "previous": ..., "results": [...]}`, and the same addresses as a Link header."""

    page_size = 50
    largest = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        size = self._size(request)
        self.address = request.build_absolute_uri()
        self.order = self.ordered_by(queryset, view)
        asked = request.query_params.get("cursor", "")
        cursor = Cursor.read(asked, self.order) if asked else None
        try:
            found = self.after(queryset, cursor, size + 1)
        except UNREADABLE as error:  # a value that its column cannot hold: made up
            if cursor is None:
                raise
            raise NotFound(NO_SUCH_CURSOR) from error
        backward = bool(cursor and cursor.backward)
        rows, is_more = found[:size], len(found) > size
        self.rows = rows[::-1] if backward else rows
        self.is_next, self.is_previous = (True, is_more) if backward else (is_more, cursor is not None)
        return self.rows

    def ordered_by(self, rows: Any, view: APIView | None) -> tuple[str, ...]:
        queryset: QuerySet[Any] = rows
        named = tuple(str(column) for column in queryset.query.order_by or queryset.model._meta.ordering)
        keys = {"pk", "-pk", queryset.model._meta.pk.name, f"-{queryset.model._meta.pk.name}"}
        if keys.intersection(named):
            return named
        return (*named, "-pk" if named and named[0].startswith("-") else "pk")

    def after(self, rows: Any, cursor: Cursor | None, count: int) -> list[Any]:
        """Up to `count` rows from the cursor on, in the direction in which it looks."""
        queryset: QuerySet[Any] = rows.order_by(*self.order)
        if cursor and cursor.backward:
            queryset = queryset.reverse()
        return list((queryset.filter(cursor.beyond()) if cursor else queryset)[:count])

    def place(self, row: Any, backward: bool = False) -> Cursor:
        values = []
        for column in self.order:
            value = row
            for name in column.removeprefix("-").split("__"):
                value = getattr(value, name)
            values.append(value.isoformat() if hasattr(value, "isoformat") else value)
        return Cursor(self.order, tuple(values), backward)

    def next_address(self) -> str | None:
        if not self.is_next:
            return None
        return self._address(self.place(self.rows[-1]) if self.rows else None)

    def previous_address(self) -> str | None:
        if not self.is_previous:
            return None
        return self._address(self.place(self.rows[0], backward=True) if self.rows else None)

    def _address(self, cursor: Cursor | None) -> str:
        """Without a row to go on from, the list from its beginning."""
        if cursor is None:
            return remove_query_param(self.address, "cursor")
        return replace_query_param(self.address, "cursor", str(cursor))

    def get_paginated_response(self, data: Any) -> Response:
        addresses = {"next": self.next_address(), "prev": self.previous_address()}
        link = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in addresses.items() if address)
        told = {"next": addresses["next"], "previous": addresses["prev"], "results": data}
        return Response(told, headers={"Link": link} if link else None)

    def _size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", str(self.page_size))
        if asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= self.largest:
            return int(asked)
        raise ValidationError({"page_size": [f"A page has 1 to {self.largest} rows."]})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "nullable": True, "format": "uri"}
        properties: Mapping[str, Any] = {"next": address, "previous": address, "results": schema}
        return {"type": "object", "required": ["next", "previous", "results"], "properties": properties}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.largest, "default": self.page_size}
        cursor = "Where to go on: take it from `next` or `previous`."
        return [
            {"name": "cursor", "in": "query", "description": cursor, "schema": {"type": "string"}},
            {"name": "page_size", "in": "query", "description": "Rows to a page.", "schema": size},
        ]
