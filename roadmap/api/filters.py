"""Filters that lists have in common: moments, and words to be found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

LONGEST_SEARCH = 200
MOST_WORDS = 8
# Between them any time zone's moment is one that both databases hold.
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


class Moment(filters.IsoDateTimeFilter):  # type: ignore[misc]
    """A moment as ISO 8601 has it."""

    def __init__(self, field_name: str, lookup_expr: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr, **kwargs)
        self.extra["validators"] = [MinValueValidator(FIRST), MaxValueValidator(LAST)]


class Words(filters.CharFilter):  # type: ignore[misc]
    """Rows in whose columns each of the words stands somewhere; case does not count."""

    def __init__(self, columns: list[str], **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_SEARCH, **kwargs)
        self.columns = columns

    def filter(self, rows: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        for word in (value or "").split()[:MOST_WORDS]:
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(found)
        return rows
