"""What the API said no to (problem details, RFC 9457), as the error that a command ends with."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from gradus_client.errors import NoConnection, NotSignedIn, Ours, Refused, Stopped

WHOLE = "non_field_errors"


def refusal(status: int, told: Any, url: str) -> Stopped:
    """`told` is the answer's JSON, or text where something else than Gradus answered."""
    is_problem = isinstance(told, dict) and "detail" in told
    problem: dict[str, Any] = told if is_problem else {"status": status}
    sentence = told_in_words(problem) if is_problem else f"{url} answered {status} {phrase(status)}."
    if status in (401, 407):
        return NotSignedIn(f"{sentence} The token may have been revoked or have ended: gradus login {url}", problem)
    if status == 403:
        return NotSignedIn(sentence, problem)
    if status >= 500:
        return Ours(sentence, problem)
    if not is_problem:
        return NoConnection(f"{sentence} Is this the address of a Gradus?", problem)
    return Refused(sentence, problem)


def told_in_words(problem: dict[str, Any]) -> str:
    """The sentences by field where there are some, else the detail."""
    errors: dict[str, list[str]] = problem.get("errors") or {}
    if not errors or list(errors) == [WHOLE]:
        return str(problem["detail"])
    fields = (f"{field}: {' '.join(sentences)}" for field, sentences in errors.items())
    return " ".join(["Nothing was saved.", *fields])


def phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
