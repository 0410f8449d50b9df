"""What the REST API says when it says no: problem details (RFC 9457), one shape for every refusal.

`type` names the kind for a program (`urn:gradus:problem:` and the exception's code), `title` is the status in words,
`detail` a sentence for a person, `instance` the address that was asked, `errors` the sentences by field where fields
were wrong. A kind may add members of its own, as a failed precondition adds `present`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from labs.models import storable

MEDIA_TYPE = "application/problem+json"
KINDS = "urn:gradus:problem:"
WHOLE = "non_field_errors"
NOTHING_HERE = "There is nothing at this address, or it is not yours."
BY_STATUS = {
    400: ("invalid", "The request could not be understood. Nothing was changed."),
    403: ("permission_denied", "You may not do this. Nothing was changed."),
    404: ("not_found", NOTHING_HERE),
    405: ("method_not_allowed", "This address does not answer to this method. Nothing was changed."),
    413: ("too_large", "The request is larger than this address takes. Nothing was changed."),
    500: ("error", "Something on our side failed; it was noted. Ask again, or look whether your change was made."),
}


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code, default_detail = BY_STATUS[413]


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """REST framework's exception handler. None for what is our own fault: that is logged and becomes a plain 500."""
    refusal = refused(error)
    if refusal is None:
        return None
    set_rollback()
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
    problem = described(refusal, request.get_full_path())
    return Response(problem, refusal.status_code, headers=headers_of(refusal), content_type=MEDIA_TYPE)


def refused(error: Exception) -> exceptions.APIException | None:
    """The refusal that an exception stands for; None where it stands for none."""
    match error:
        case exceptions.APIException():
            return error
        case Http404():
            sentence = str(error)
            return exceptions.NotFound(NOTHING_HERE if sentence.endswith("query.") or not sentence else sentence)
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case RequestDataTooBig():
            return TooLarge()
        case DjangoValidationError():
            return exceptions.ValidationError(error.messages)
        case SuspiciousOperation():
            return exceptions.ParseError(BY_STATUS[400][1])
    return None


def described(refusal: exceptions.APIException, address: str) -> dict[str, Any]:
    problem = body(refusal.status_code, code_of(refusal), "", address)
    if isinstance(refusal, exceptions.ValidationError):
        problem["errors"] = by_field(refusal.detail)
        problem["detail"] = summed_up(problem["errors"])
    else:
        problem["detail"] = str(refusal.detail)
    # A sentence may repeat what was sent, and that may hold what no JSON can.
    told: dict[str, Any] = storable(problem | getattr(refusal, "members", {}))
    return told


def code_of(refusal: exceptions.APIException) -> str:
    if isinstance(refusal, exceptions.ValidationError):
        return "invalid"
    return getattr(refusal.detail, "code", None) or refusal.default_code


def body(status: int, code: str, detail: str, address: str) -> dict[str, Any]:
    return {
        "type": KINDS + code.replace("_", "-"),
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "instance": address,
    }


def by_field(detail: Any) -> dict[str, list[str]]:
    """Sentences by field; a field within another is written with a dot, an item of a list by its number."""
    errors: dict[str, list[str]] = {}
    for field, sentence in _flat(detail, ""):
        errors.setdefault(field or WHOLE, []).append(sentence)
    return errors


def _flat(detail: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(detail, Mapping):
        for name, below in detail.items():
            yield from _flat(below, field if name == WHOLE else f"{field}.{name}".lstrip("."))
    elif isinstance(detail, list):
        for number, below in enumerate(detail):
            yield from _flat(below, field if isinstance(below, str) else f"{field}.{number}".lstrip("."))
    else:
        yield field, str(detail)


def summed_up(errors: Mapping[str, list[str]]) -> str:
    """One sentence that can stand alone."""
    if len(errors) == 1 and WHOLE in errors:
        return " ".join(errors[WHOLE])
    return f"Nothing was saved, because of {', '.join(errors)}: errors says why."


def headers_of(refusal: exceptions.APIException) -> dict[str, str]:
    headers = dict(getattr(refusal, "headers", {}))
    if getattr(refusal, "auth_header", None):
        headers["WWW-Authenticate"] = refusal.auth_header  # type: ignore[attr-defined]
    if getattr(refusal, "wait", None):
        headers["Retry-After"] = str(ceil(refusal.wait))  # type: ignore[attr-defined]
    return headers


def plain(request: HttpRequest, status: int, code: str = "", detail: str = "") -> JsonResponse:
    """A problem from outside REST framework: no view was found, or none could answer."""
    known, sentence = BY_STATUS.get(status) or (HTTPStatus(status).name.lower(), f"{HTTPStatus(status).phrase}.")
    problem = body(status, code or known, detail or sentence, request.get_full_path())
    return JsonResponse(problem, status=status, content_type=MEDIA_TYPE)
