"""How the REST API reads JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from rest_framework import parsers
from rest_framework.exceptions import ParseError

LARGEST_BYTES = 16 * 1024 * 1024
DEEPEST = 64
TOO_DEEP = "The JSON is nested too deeply to be read. Nothing was saved."


class JSONParser(parsers.JSONParser):
    """Refuses in a sentence what is nested too deeply, before anything walks through it; and what is too long."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        request = (parser_context or {}).get("request")
        if request and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES:
            raise RequestDataTooBig
        try:
            read = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(TOO_DEEP) from error
        if is_deep(read):
            raise ParseError(TOO_DEEP)
        return read


def is_deep(read: Any) -> bool:
    level = [read]
    for _ in range(DEEPEST):
        level = [
            below
            for one in level
            if isinstance(one, dict | list)
            for below in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True
