"""A submission in lines: its checks, the smallest failing case, what was expected beside what came, the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from gradus_client.errors import Exit
from gradus_client.telling import cells_of, coloured, faint, heading, in_words, indented, padded, plain, spent, width

MARKS = {"passed": "✓", "not_run": "·"}
GAP = 3


def check_line(check: dict[str, Any]) -> str:
    outcome = check["outcome"]
    mark = coloured(MARKS.get(outcome, "✗"), outcome)
    said = "" if outcome == "passed" else f"{in_words(outcome)}, "
    return f"{mark} {plain(check['title'])}  {faint(said + spent(check['seconds']))}"


def check_lines(check: dict[str, Any]) -> list[str]:
    """The check, what is wrong, and the smallest case in which it is."""
    lines = [check_line(check)]
    lines += indented(plain(check["message"]).splitlines())
    lines += indented(case_lines(check["detail"] or {}, width() - 4))
    if check["output"]:
        lines += indented(["", faint("Printed:"), *plain(check["output"]).splitlines()])
    return lines


def case_lines(detail: dict[str, Any], wide: int) -> Iterator[str]:
    for name, text in (detail.get("inputs") or {}).items():
        yield ""
        yield from with_name(plain(name), plain(text))
    if detail.get("expected") or detail.get("got"):
        yield ""
        yield from beside("expected", plain(detail.get("expected", "")), "got", plain(detail.get("got", "")), wide)
    if detail.get("where"):
        off = f", off by {plain(detail['difference'])}" if detail.get("difference") else ""
        yield faint(f"worst at {plain(detail['where'])}{off}")
    if len(detail.get("all") or ()) > 1:
        yield ""
        yield from (f"- {plain(sentence)}" for sentence in detail["all"])
    if detail.get("traceback"):
        yield ""
        yield from plain(detail["traceback"]).splitlines()


def with_name(name: str, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"{name} = {first}", *indented(rest, len(name) + 3)]


def beside(left_name: str, left: str, right_name: str, right: str, wide: int) -> list[str]:
    """Two texts side by side, or one above the other where the terminal is too narrow for both."""
    lefts, rights = [left_name, *left.splitlines()], [right_name, *right.splitlines()]
    half = max(map(cells_of, lefts))
    if half + GAP + max(map(cells_of, rights)) > wide:
        return [faint(lefts[0]), *lefts[1:], faint(rights[0]), *rights[1:]]
    pairs = zip_longest(lefts, rights, fillvalue="")
    lines = [(padded(one, half) + " " * GAP + other).rstrip() for one, other in pairs]
    return [faint(lines[0]), *lines[1:]]


def verdict_lines(submission: dict[str, Any]) -> list[str]:
    """The first check that failed in full, the diagnosis, and how it ended."""
    lines: list[str] = []
    failed = failed_checks(submission)
    if failed:
        lines += ["", *check_lines(failed[0])]
    if submission["diagnosis"]:
        diagnosis = submission["diagnosis"]
        lines += ["", heading(diagnosis["title"]), *plain(diagnosis["explanation"]).splitlines()]
    return [*lines, "", ending_line(submission)]


def failed_checks(submission: dict[str, Any]) -> list[dict[str, Any]]:
    return [check for check in submission["checks"] if check["outcome"] not in ("passed", "not_run")]


def ending_line(submission: dict[str, Any]) -> str:
    """How a settled submission ended."""
    verdict, checks = submission["verdict"], submission["checks"]
    passed = sum(check["outcome"] == "passed" for check in checks)
    counted = f"{passed} of {len(checks)} checks passed" if checks else ""
    why = "" if failed_checks(submission) else plain(submission["message"])
    parts = [counted, spent(submission["seconds"]), why]
    told = ", ".join(part for part in parts if part)
    ending = coloured(in_words(verdict).capitalize(), verdict)
    return f"{ending}: {plain(submission['lab'])}, submission {submission['id']}" + (f" ({told})" if told else "")


def exit_of(submission: dict[str, Any]) -> Exit:
    """0 for a pass, 5 where the fault was on Gradus' side, else 1."""
    return {"passed": Exit.DONE, "ours": Exit.OURS}.get(submission["verdict"], Exit.FAILED)
