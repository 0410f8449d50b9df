"""The row that a learner has one of: read, replaced, changed in parts, at an address without a number."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from roadmap.api.conditional import ConditionalRetrieve, ConditionalUpdate


class OneOfTheCaller(ConditionalRetrieve, ConditionalUpdate, generics.GenericAPIView[Any]):
    """Of a model whose queryset has `of(learner)`, which gives a row that is not saved where there is none.

    A subclass describes `get`, `put` and `patch` with extend_schema_view.
    """

    pagination_class = None
    filter_backends = []

    def get_object(self) -> Any:
        """Reading writes nothing; the first change makes the row."""
        learner = cast(User, self.request.user)
        rows: Any = self.get_queryset()
        return rows.of(learner) if self.request.method in ("GET", "HEAD") else rows.get_or_create(learner=learner)[0]

    def get(self, request: Request) -> Response:
        return self.retrieve(request)

    def put(self, request: Request) -> Response:
        return self.update(request)

    def patch(self, request: Request) -> Response:
        return self.partial_update(request)
