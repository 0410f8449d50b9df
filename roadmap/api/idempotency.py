"""A POST that may be sent again: with an `Idempotency-Key` it is done once, however often it arrives.

The answer of a request that was carried out is kept for a day, for each learner and key, and told again to whoever
sends the same again. What was refused is not kept: the key stays free for the corrected request.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from roadmap.api.models import KEY_CHARACTERS, KeptAnswer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
# As the IETF draft writes it, a quoted string; without the quotes it is taken as well.
KEY = re.compile(rf'"([!#-~ ]{{1,{KEY_CHARACTERS}}})"|([!#-~]{{1,{KEY_CHARACTERS}}})')
KEPT_HEADERS = ("ETag", "Location")

Handler = Callable[..., Response]


class KeyReused(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "key_reused"
    default_detail = "This Idempotency-Key was used for another request. Nothing was done: send a new key."


class StillRunning(APIException):
    status_code = HTTPStatus.CONFLICT
    default_code = "still_running"
    default_detail = "The first request of this Idempotency-Key is still running. Ask again in a moment."
    headers = {"Retry-After": "1"}


def idempotent(handler: Handler) -> Handler:
    """For a view's method that answers a POST: done once for each Idempotency-Key, if one is sent."""

    @wraps(handler)
    def once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        if HEADER not in request.headers:
            return handler(view, request, *args, **kwargs)
        begun, mine = begin(request)
        if not mine:
            return again(begun)
        try:
            # One transaction: what is done and that it was done are true together or not at all.
            with transaction.atomic():
                response = handler(view, request, *args, **kwargs)
                keep(begun, response)
        except BaseException:
            begun.delete()
            raise
        return response

    return once


def begin(request: Request) -> tuple[KeptAnswer, bool]:
    """The answer kept under the request's key, and whether it is this request that has to give it."""
    key, fingerprint = key_of(request), fingerprint_of(request)
    KeptAnswer.objects.sweep()
    kept, mine = KeptAnswer.objects.get_or_create(
        learner=cast(User, request.user), key=key, defaults={"fingerprint": fingerprint}
    )
    if kept.fingerprint != fingerprint:
        raise KeyReused
    if not mine and kept.status is None:
        raise StillRunning
    return kept, mine


def key_of(request: Request) -> str:
    """Raises ValidationError for what is no key."""
    found = KEY.fullmatch(request.headers[HEADER])
    if not found:
        raise ValidationError({HEADER: [f"A key has 1 to {KEY_CHARACTERS} printable ASCII characters, best a UUID."]})
    return found[1] or found[2]


def fingerprint_of(request: Request) -> str:
    """Names what is asked: method, address and content. A form's boundary differs from one sending to the next and
    does not count."""
    data = request.data
    content: Any = {name: data.getlist(name) for name in data} if isinstance(data, MultiValueDict) else data
    asked = [request.method, request.get_full_path(), content]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=_content_of).encode()).hexdigest()


def _content_of(value: Any) -> str:
    if not isinstance(value, UploadedFile):
        return str(value)
    name = hashlib.sha256(value.read()).hexdigest()
    value.seek(0)
    return name


def keep(kept: KeptAnswer, response: Response) -> None:
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        kept.delete()
        return
    kept.status = response.status_code
    kept.headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    kept.body = JSONRenderer().render(response.data).decode()
    kept.save()


def again(kept: KeptAnswer) -> Response:
    content = json.loads(kept.body) if kept.body else None
    return Response(content, status=kept.status, headers=kept.headers | {REPLAYED: "true"})
