"""Conditional requests: an ETag for each row, so that nothing is sent twice and nobody's change is written over.

A view that takes one of these mixins answers `If-None-Match` with 304 where the reader holds the present row, and
`If-Match` with 412 where the row is no longer the one that was read; the refusal tells the row as it stands.
"""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.http import parse_etags
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

if TYPE_CHECKING:
    from rest_framework.generics import GenericAPIView

    Base = GenericAPIView[Any]
else:
    Base = object


class PreconditionFailed(APIException):
    """The row was changed since it was read. `present` is how the API tells it now."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "precondition_failed"
    default_detail = "This was changed since you read it. Nothing was saved; the present version is under present."

    def __init__(self, present: Any, etag: str) -> None:
        super().__init__()
        self.members = {"present": present}
        self.headers = {"ETag": etag}


class PreconditionRequired(APIException):
    """A write that could lose another's has to say what it was read from."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_code = "precondition_required"
    default_detail = "Say which version you read: send its ETag as If-Match. Nothing was saved."


def quoted(version: object) -> str:
    return f'"{version}"'


def digest(told: Any) -> str:
    """Names a representation by its content."""
    canonical = json.dumps(told, sort_keys=True, cls=JSONEncoder)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


class Conditional(Base):
    """What the mixins share. A row's version is its `revision`; a row without one is named by what is told of it."""

    needs_if_match = False

    def filter_queryset(self, queryset: Any) -> Any:
        """Filters narrow lists: a row is found by its address alone."""
        return queryset if getattr(self, "detail", False) else super().filter_queryset(queryset)

    def version_of(self, row: Any) -> object:
        """What names the row as it stands; None where only what is told of it does."""
        return getattr(row, "revision", None)

    def told(self, row: Any) -> Any:
        """The row as the API tells it."""
        return self.get_serializer(row).data

    def etag_of(self, row: Any, told: Any = None) -> str:
        """`told` spares telling the row once more."""
        version = self.version_of(row)
        return quoted(digest(told or self.told(row)) if version is None else version)

    def answer(self, row: Any, status: int = HTTPStatus.OK) -> Response:
        """The row with its ETag; 304 where a reader says they hold it."""
        told = self.told(row) if self.version_of(row) is None else None
        etag = self.etag_of(row, told)
        if self.request.method in ("GET", "HEAD") and is_held(self.request, etag):
            return Response(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
        return Response(told or self.told(row), status=status, headers={"ETag": etag})

    def demand_unchanged(self, row: Any) -> None:
        """Raises PreconditionFailed unless `row` is one that If-Match names, PreconditionRequired where it must be
        sent and is not."""
        if "If-Match" not in self.request.headers:
            if self.needs_if_match:
                raise PreconditionRequired
            return
        wanted = parse_etags(self.request.headers["If-Match"])
        if wanted != ["*"] and self.etag_of(row) not in wanted:
            raise PreconditionFailed(self.told(row), self.etag_of(row))

    def locked_object(self) -> Any:
        """The row asked for, nobody else writing it until the present transaction ends, and still as it was read."""
        row: models.Model = self.get_object()
        type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        row = self.get_object()
        self.demand_unchanged(row)
        return row


def is_held(request: Request, etag: str) -> bool:
    """Whether If-None-Match names this tag; a weak one of it will do."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return held == ["*"] or etag in {tag.removeprefix("W/") for tag in held}


class ConditionalRetrieve(Conditional):
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())


class ConditionalUpdate(Conditional):
    """PUT and PATCH; reading, comparing and writing are one transaction."""

    def update(self, request: Request, *args: Any, partial: bool = False, **kwargs: Any) -> Response:
        with transaction.atomic():
            row = self.locked_object()
            form = self.get_serializer(row, data=request.data, partial=partial)
            form.is_valid(raise_exception=True)
            return self.answer(self.perform_update(form) or form.instance)

    def perform_update(self, form: Any) -> Any:
        """Write what was sent; gives the row as it is to be told, if that is another than the form's."""
        form.save()

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.update(request, *args, partial=True, **kwargs)


class ConditionalDestroy(Conditional):
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with transaction.atomic():
            self.perform_destroy(self.locked_object())
        return Response(status=HTTPStatus.NO_CONTENT)

    def perform_destroy(self, row: Any) -> None:
        row.delete()
