"""From observations to check results. Pure: no process, no clock, no queue.

Whatever a cell sent is hostile: a judgement that stumbles over it counts against the submission, never for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from runner.checks import Case, Check, Layout, Observation
from runner.compare import Difference, agree, identical, show
from runner.contract import CheckResult, Outcome
from runner.evidence import Pair, packed
from runner.lab import check_name, check_title
from runner.sandbox.calls import Came, Reply

SHOWN_INPUT_CHARACTERS = 1200


@dataclass
class Call:
    """One question of a check: a case, what the submission answered, what the reference did.

    `repeats` marks the same case asked again, to see whether the answer depends on what was called before.
    """

    case: Case
    repeats: bool = False
    reply: Reply | None = None
    expected: Observation | None = None
    findings: list[Difference] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(_elements(v) for v in self.case.inputs.values())


def findings_of(
    check: Check, case: Case, reply: Reply, expected: Observation | None, repeats: bool = False
) -> list[Difference]:
    """What is wrong with one answer; empty where it is right."""
    if reply.came is Came.RAISED:
        return [Difference(raised_sentence(reply.error), {"traceback": reply.error.get("traceback", "")})]
    if reply.came is not Came.BACK:
        return [Difference(ended_sentence(reply))]
    found = _judged(check, case, reply, expected)
    if found and repeats:
        first = found[0]
        return [Difference("A second call with the same input gave another answer. " + first.message, first.detail)]
    return found or _changed_inputs(check, case, reply)


def _judged(check: Check, case: Case, reply: Reply, expected: Observation | None) -> list[Difference]:
    try:
        with np.errstate(all="ignore"):
            said = list(check.judge(case, Observation(reply.value, reply.seconds), expected))
    except Exception as error:
        return [
            Difference(
                f"The result is not of the form that was asked for ({type(error).__name__}: {str(error)[:200]})."
            )
        ]
    return [d if isinstance(d, Difference) else Difference(d) for d in said]


def _changed_inputs(check: Check, case: Case, reply: Reply) -> list[Difference]:
    if not check.keeps_inputs:
        return []
    for name, sent in case.inputs.items():
        if name not in reply.inputs_after and _holds_arrays(sent):
            return [Difference(f"The input `{name}` did not come back as it was after the call.")]
        if name in reply.inputs_after and not _unchanged(sent, reply.inputs_after[name]):
            return [Difference(f"The call changed its input `{name}`. Work on a copy: the caller still needs it.")]
    return []


def _holds_arrays(sent: Any) -> bool:
    if isinstance(sent, dict):
        return any(map(_holds_arrays, sent.values()))
    if isinstance(sent, (list, tuple)):
        return any(map(_holds_arrays, sent))
    return isinstance(sent, (np.ndarray, Layout))


def _unchanged(sent: Any, after: Any) -> bool:
    if isinstance(sent, Layout):
        sent = sent.array
    if isinstance(sent, dict):
        return isinstance(after, dict) and all(
            str(k) in after and _unchanged(v, after[str(k)]) for k, v in sent.items()
        )
    if isinstance(sent, (list, tuple)):
        return isinstance(after, (list, tuple)) and len(sent) == len(after) and all(map(_unchanged, sent, after))
    if isinstance(sent, np.ndarray):
        same_shape = isinstance(after, np.ndarray) and sent.shape == after.shape
        # Nearly always the same to the last bit, which is seen in a fraction of the time.
        return identical(sent, after) or (same_shape and np.array_equal(sent, after, equal_nan=sent.dtype.kind in "fc"))
    return True


def result_of(check: Check, calls: Sequence[Call]) -> CheckResult:
    """The check's result from its calls; the smallest failing one is shown, the others are held back."""
    asked = [c for c in calls if c.reply is not None]
    seconds = sum(c.reply.seconds for c in asked if c.reply)
    output = "".join(c.reply.output for c in asked if c.reply)
    wrong = [c for c in asked if c.findings]
    if not wrong:
        outcome = Outcome.PASSED if len(asked) == len(calls) else Outcome.NOT_RUN
        return CheckResult(check_name(check), check_title(check), outcome, seconds=seconds, output=output)
    worst = next((c for c in wrong if c.reply and c.reply.came not in (Came.BACK, Came.RAISED)), None) or min(
        wrong, key=lambda c: c.size
    )
    assert worst.reply is not None
    return CheckResult(
        name=check_name(check),
        title=check_title(check),
        outcome=outcome_of(worst.reply),
        message=_message(worst, len(wrong), len(asked)),
        seconds=seconds,
        detail=_detail(check, worst),
        output=output,
    )


def outcome_of(reply: Reply) -> Outcome:
    """The outcome that an answer with findings makes of its check."""
    match reply.came:
        case Came.RAISED if reply.error.get("memory"):
            return Outcome.OUT_OF_MEMORY
        case Came.RAISED if reply.error.get("type") == "NotImplementedError":
            return Outcome.FAILED
        case Came.RAISED | Came.UNREADABLE:
            return Outcome.RAISED
        case Came.TIMED_OUT:
            return Outcome.TIMED_OUT
        case Came.GONE:
            return Outcome(reply.error.get("outcome", Outcome.CRASHED))
        case _:
            return Outcome.FAILED


def raised_sentence(error: dict[str, Any]) -> str:
    kind, message = error.get("type", "An exception"), error.get("message", "")
    if kind == "NotImplementedError":
        return f"Not written yet{': ' + message if message else ''}."
    if error.get("memory"):
        return f"Ran out of memory: {message or kind}. {error.get('limit', '')}"
    return f"{kind}: {message}" if message else f"{kind} was raised."


def ended_sentence(reply: Reply) -> str:
    """What to say of an answer that did not come back."""
    match reply.came:
        case Came.TIMED_OUT:
            return f"No answer after {reply.seconds:.1f} s; the run was ended."
        case Came.FLOODED:
            return "Printed more than 8 MB; the run was ended. What came first is kept."
        case Came.MALFORMED:
            return (
                f"The result channel was written to by something else than the probe: {reply.error.get('message', '')}."
            )
        case Came.UNREADABLE:
            return f"The file does not parse. {reply.error.get('message', '')}"
        case Came.UNSENDABLE:
            return f"The result cannot be compared: {reply.error.get('message', '')}."
        case Came.CANCELLED:
            return "Cancelled."
        case _:
            return str(reply.error.get("message") or "The process ended before it answered.")


def _message(worst: Call, wrong: int, asked: int) -> str:
    words = [
        f"{k}={v!r}"
        for k, v in worst.case.inputs.items()
        if isinstance(v, (str, int, float, bool)) and len(repr(v)) < 40
    ]
    lead = f"With {', '.join(words)}: " if words else ""
    more = f" ({wrong} of {asked} cases fail; this is the smallest.)" if wrong > 1 else ""
    return lead + worst.findings[0].message + more


def _detail(check: Check, worst: Call) -> dict[str, Any]:
    inputs = {name: shown(value) for name, value in worst.case.inputs.items()}
    found = {str(name): tellable(value) for name, value in worst.findings[0].detail.items()}
    replay = packed(check, worst.case.inputs, worst.expected.value if worst.expected else None)
    replay["repeats"] = worst.repeats
    return {"inputs": inputs, **found, "all": [f.message for f in worst.findings[:8]], "replay": replay}


def tellable(value: Any) -> Any:
    """The same as plain JSON: what a lab's own judgement adds to a finding may be an array, or anything else."""
    if isinstance(value, Pair):
        return value.told()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, dict):
        return {str(name): tellable(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [tellable(one) for one in value]
    if value is None or isinstance(value, (bool, int, str)) or (isinstance(value, float) and isfinite(value)):
        return value
    return show(value)


def shown(value: Any) -> str:
    """An input as the page prints it."""
    if isinstance(value, Layout):
        return (
            show(value.array)
            + f"  ({'Fortran order' if value.order == 'F' else 'every other element of a wider buffer'})"
        )
    return show(value)[:SHOWN_INPUT_CHARACTERS]


def _elements(value: Any) -> int:
    if isinstance(value, Layout):
        value = value.array
    if isinstance(value, dict):
        return sum(map(_elements, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(_elements, value))
    return value.size if isinstance(value, np.ndarray) else 1


def same_behaviour(check: Check, one: Reply, other: Reply) -> bool:
    """Whether two answers are the same under the check's own tolerance: value, changed inputs, or exception.

    `one` is a submission's, and hostile: where it cannot be compared, it is not the same.
    """
    if one.came is not other.came:
        return False
    if one.came is Came.RAISED:
        return all(one.error.get(k) == other.error.get(k) for k in ("type", "message"))
    if one.came is not Came.BACK:
        return False
    try:
        with np.errstate(all="ignore"):
            same = not agree(one.value, other.value, check.tolerance)
            return same and not agree(one.inputs_after, other.inputs_after, check.tolerance)
    except Exception:
        return False
