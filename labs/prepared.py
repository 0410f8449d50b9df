"""Queries whose text is put together once and asked many times.

Django builds the SQL of a query anew whenever it is asked, which takes it some ten times as long as the small query
takes the database: of a page with thirty of them that was the larger part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial, wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

Given = ParamSpec("Given")
Row = TypeVar("Row")


class Place(Value):
    """Stands in the text for the argument at this place."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


@dataclass(frozen=True)
class Text:
    """A query as Django has put it together for one kind of database."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, queryset: QuerySet[Any, Any]) -> Text:
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        # Its copies below are read and no more: with each all parts of the query would be copied, unread.
        queryset.query.chain = partial(copy, queryset.query)  # type: ignore[method-assign]
        return cls(queryset, compiler, sql, tuple(parameters))

    def rows(self, given: tuple[Any, ...]) -> Iterator[Any]:
        """What the database answers now, as the rows that the queryset makes of it."""
        told = [_told(given[one.value]) if isinstance(one, Place) else one for one in self.parameters]
        compiler, asked = copy(self.compiler), self.queryset.all()
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(told))  # type: ignore[method-assign]
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return iter(asked)


def prepared(build: Callable[Given, QuerySet[Any, Row]]) -> Callable[Given, list[Row]]:
    """A query that is built by `build` once, and asked with other arguments each time.

    Arguments are single values: a row (its primary key is meant), a number, a text, a day or a moment. `build` gets
    something that stands for them, so it may filter by them and nothing else; neither may it look at the clock.
    """
    places = [Place(number) for number in range(len(signature(build).parameters))]
    texts: dict[tuple[str, str, int], Text] = {}

    @wraps(build)
    def rows(*given: Given.args, **_: Given.kwargs) -> list[Row]:
        # Where days are counted, their zone stands in the text, with the changes of its clock known this year.
        kind = connection.vendor, timezone.get_current_timezone_name(), timezone.now().year
        if kind not in texts:
            texts[kind] = Text.of(cast("Any", build)(*places))
        return list(texts[kind].rows(given))

    return rows


def _told(value: Any) -> Any:
    """A value as the database takes it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
