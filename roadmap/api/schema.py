"""What holds for every operation, written into the OpenAPI page: problems, the request budget, conditions, keys."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from roadmap.api.idempotency import HEADER, REPLAYED
from roadmap.api.problems import MEDIA_TYPE

METHODS = ("get", "put", "post", "patch", "delete")
PROBLEM = "Problem"
BUDGET = {
    "RateLimit-Limit": "Requests to a window.",
    "RateLimit-Remaining": "Requests left in this window.",
    "RateLimit-Reset": "Seconds until the next window.",
}
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "Problem details as RFC 9457 has them.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "The kind: urn:gradus:problem:..."},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, for a person."},
        "instance": {"type": "string", "format": "uri-reference", "description": "The address that was asked."},
        "errors": {
            "type": "object",
            "description": "Sentences by field, where fields were wrong.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "present": {"description": "With 412: the row as it stands."},
    },
}

NOT_MODIFIED = OpenApiResponse(description="You hold the present one.")
NO_CONTENT = OpenApiResponse(description="Done.")
IDEMPOTENCY_KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]+$"},
    OpenApiParameter.HEADER,
    description="A name for this request, best a UUID. Sent again with it within a day, it is done once and answered "
    f"the same (with {REPLAYED}: true).",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag of what you read; refused with 412 where it was changed since.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag you hold; answered with 304 if it is still right.",
)
ETAG = OpenApiParameter(
    "ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, description="Names this version.", response=[200, 201, 304, 412]
)
# Declared by a view for a refusal of its own; the hook below gives it the shape of every problem.
CHANGED = OpenApiResponse(OpenApiTypes.OBJECT, "It was changed since you read it: see present. Nothing was saved.")
NOT_VALID = OpenApiResponse(OpenApiTypes.OBJECT, "What is wrong, by field, in sentences. Nothing was saved.")


def describe_answers(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """drf-spectacular's hook: every refusal is a problem, every answer tells the budget."""
    result["components"].setdefault("schemas", {})[PROBLEM] = PROBLEM_SCHEMA
    for operation in operations(result):
        for parameter in operation.get("parameters", ()):
            leave_empty(parameter)
        responses = operation["responses"]
        for status, sentence in refusals(operation):
            responses.setdefault(str(status), {"description": sentence})
        for status, response in responses.items():
            headers = response.setdefault("headers", {})
            headers |= {name: counted(sentence) for name, sentence in BUDGET.items()}
            if int(status) >= HTTPStatus.BAD_REQUEST:
                response["content"] = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
            if int(status) in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.CONFLICT):
                headers |= RETRY_AFTER
    return result


def operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in result["paths"].values():
        yield from (path[method] for method in METHODS if method in path)


def leave_empty(parameter: dict[str, Any]) -> None:
    """A filter that is sent empty counts as not sent: so an unfilled field of a form comes."""
    schema = parameter["schema"]
    is_text = schema.get("type") == "string" and not {"enum", "format", "pattern"}.intersection(schema)
    if parameter["in"] == "query" and parameter["name"] != "page_size" and not is_text:
        parameter["schema"] = {"anyOf": [schema, {"type": "string", "maxLength": 0}]}


def refusals(operation: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """What any operation of this shape may answer, beside what its view declares."""
    places = {parameter["in"]: parameter["name"] for parameter in operation.get("parameters", ())}
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    if "query" in places or "requestBody" in operation:
        yield HTTPStatus.BAD_REQUEST, "Something of what was sent is not valid. Nothing was changed."
    if {} not in operation.get("security", [{}]):
        yield HTTPStatus.UNAUTHORIZED, "No token that is valid was sent."
        yield HTTPStatus.FORBIDDEN, "A browser's session has to send its CSRF token."
    if "path" in places or names.intersection(["cursor", "format"]):
        yield HTTPStatus.NOT_FOUND, "There is nothing here, or it is not yours."
    yield HTTPStatus.NOT_ACCEPTABLE, "The answer cannot be told in what Accept names."
    if "requestBody" in operation:
        yield HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request is larger than this address takes."
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not understood here."
    if HEADER in names:
        yield HTTPStatus.BAD_REQUEST, "Something of what was sent is not valid. Nothing was changed."
        yield HTTPStatus.CONFLICT, "The first request of this key is still running."
        yield HTTPStatus.UNPROCESSABLE_ENTITY, "The key was used for another request."
    if "If-Match" in names:
        yield HTTPStatus.PRECONDITION_FAILED, "It was changed since you read it: see present. Nothing was saved."
    yield HTTPStatus.TOO_MANY_REQUESTS, "Too many requests; see RateLimit-Reset."


def counted(sentence: str) -> dict[str, Any]:
    return {"description": sentence, "schema": {"type": "integer", "minimum": 0}}
