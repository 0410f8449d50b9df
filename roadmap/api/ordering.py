"""In which order a list is told: `?ordering=created` or `?ordering=-created,title`."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.views import APIView


class Ordering(OrderingFilter):
    """Offers what the view names in `ordering_fields`; another is refused with those there are, not passed over."""

    def remove_invalid_fields(self, queryset: Any, fields: Any, view: APIView, request: Request) -> list[str]:
        known = offered(view)
        unknown = [field for field in fields if field.removeprefix("-") not in known]
        if unknown and not known:
            raise ValidationError({"ordering": ["This list has one order only."]})
        if unknown:
            sentence = f"There is no order by “{unknown[0]}”. Use one of {', '.join(known)}, with - to reverse."
            raise ValidationError({"ordering": [sentence]})
        return list(dict.fromkeys(fields))

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        if not offered(view):
            return []
        one = f"-?({'|'.join(offered(view))})"
        schema = {"type": "string", "pattern": f"^({one}(,{one})*)?$"}
        description = f"One or more of {', '.join(offered(view))}, by comma; - reverses."
        return [{"name": self.ordering_param, "in": "query", "description": description, "schema": schema}]


def offered(view: APIView) -> tuple[str, ...]:
    return tuple(getattr(view, "ordering_fields", None) or ())
