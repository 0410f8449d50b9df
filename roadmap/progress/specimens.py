"""What the page of components is filled with: every state of what learners meet, none of it kept anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import prod
from typing import Any, Final

from django import forms
from django.contrib.auth.models import User
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from knox.models import AuthToken

from labs.catalogue import catalogue
from labs.differences import changed_lines
from labs.markdown import Link
from labs.models import CheckResult, State, Submission
from roadmap.habits.models import Timer
from roadmap.papers.verdicts import Verdict
from roadmap.path.tally import Tally
from roadmap.progress.charts.chart import Chart, FirstStep, Row
from roadmap.reviews.drawing import Bars
from roadmap.reviews.models import Card, Kind
from roadmap.reviews.queue import Item, Planned
from runner.contract import Ending, Outcome

MESSAGES: Final = (
    (constants.INFO, "The draft was opened in the editor."),
    (constants.SUCCESS, "Proven: the topic now stands on both roadmaps."),
    (constants.WARNING, "No runner is alive. The submission waits and will be graded when one comes."),
    (constants.ERROR, "Line 4 does not parse. Your draft was kept; mend the line and submit again."),
)
SAID: Final = {
    Ending.RAISED: "NameError: name 'nn' is not defined, in line 7.",
    Ending.TIMED_OUT: "It ran for longer than the 10 s that this lab allows.",
    Ending.OUT_OF_MEMORY: "It asked for more than the 512 MB that this lab allows.",
    Ending.CRASHED: "The process ended without an answer.",
    Ending.CANCELLED: "Replaced by submission 12 before it began.",
    Ending.OURS: "The runner was lost. It will be graded again.",
}
PROSE: Final = r"""
### A heading of the third level

A paragraph with [a link](#content), `x @ w + b`, **weight**, *stress*, a [[note:Title that nobody wrote]]
and $y = \sigma(x)$.

> A quotation stands apart from the words around it.

- One item
- Another, long enough to wrap on a narrow screen and to show what a second line looks like
    - Nested

| function | slope |
|---|---|
| `relu` | 0 or 1 |

```python
@torch.no_grad()
def relu(x: Tensor) -> Tensor:
    '''Keep what is positive.'''
    return x * (x > 0.5e-3)  # same shape as x
```

$$\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$

What cannot be read as maths stays as it was written: $\frac{$
"""
OLDER: Final = "def relu(x):\n    return x * (x > 0) * 2\n"
NEWER: Final = "def relu(x):\n    return x * (x > 0)\n"


class EveryField(forms.Form):
    """One field of each kind, as forms everywhere draw them."""

    title = forms.CharField(help_text="Shown in lists.")
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label="Target date")
    minutes = forms.IntegerField(min_value=1, error_messages={"min_value": "A whole number from 1 on."})
    level = forms.ChoiceField(choices=[("first", "first"), ("core", "core")])
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), label="In your own words")
    own = forms.BooleanField(required=False, label="Only my own")
    which = forms.ChoiceField(choices=[("cpu", "cpu"), ("cuda", "cuda")], widget=forms.RadioSelect, label="Device")
    attached = forms.FileField(required=False, label="A file")
    fixed = forms.CharField(disabled=True, required=False, initial="Cannot be changed here", label="Disabled")

    def clean_day(self) -> None:
        raise forms.ValidationError("That day is past. Choose one from today on.")


def specimens(learner: User) -> dict[str, Any]:
    """The context of the page."""
    typed = {"title": "Attention", "day": "2020-01-01", "minutes": "0", "level": "core", "which": "cpu"}
    return {
        "all_messages": [Message(level, words) for level, words in MESSAGES],
        "blank_form": EveryField(label_suffix="", prefix="blank"),
        "refused_form": EveryField(
            {f"refused-{name}": text for name, text in typed.items()}, label_suffix="", prefix="refused"
        ),
        "refused": {"sentences": ["Line 4 does not parse.", "Your draft was kept; mend the line and send it again."]},
        "given_tokens": {"tokens": tokens(learner)},
        "prose_text": PROSE,
        "tallies": [Tally(not_begun=8), Tally(proven=3, claimed=2, not_begun=3, skipped=1), Tally(proven=8)],
        "standings_shown": list(standings(learner)),
        "attempts_shown": [failed_attempt(learner), running_attempt(learner)],
        "check_states": [{"check": one, "open": False} for one in every_outcome(submission(learner, 30))],
        "lines": changed_lines(OLDER, NEWER),
        "verdicts": list(Verdict),
        "timers": timers(learner),
        "cards": cards(learner),
        "month": {"bars": Bars(month(), most_a_day=4)},
        "houses": houses(),
        "charts_shown": charts(),
        "shown": {"query": ""},
    }


def submission(learner: User, number: int, **said: Any) -> Submission:
    made = {"created": timezone.now(), "lab": next(iter(catalogue()), ""), "source": NEWER, "runner": "attic"}
    return Submission(pk=number, learner=learner, **made | said)


def standings(learner: User) -> Iterator[dict[str, Any]]:
    """What `labs/_standing.html` shows from being sent to each ending."""
    waiting = submission(learner, 1)
    yield from (
        {"submission": waiting, "place": 1 + one, "served": served} for one, served in enumerate((True, False, None))
    )
    yield {"submission": submission(learner, 2, attempts=2), "place": 1, "served": True}
    yield {"submission": submission(learner, 3, state=State.RUNNING)}
    yield {"submission": submission(learner, 4, state=State.RUNNING, cancel_asked=timezone.now())}
    lab = next(iter(catalogue().values()), None)
    for number, ending in enumerate(Ending, start=5):
        settled = submission(
            learner, number, state=State.SETTLED, verdict=ending, seconds=0.4, message=SAID.get(ending, "")
        )
        yield {"submission": settled, "lab": lab, "passed": 0, "checks": []}


def failed_attempt(learner: User) -> dict[str, Any]:
    """An attempt with each kind of check, its smallest failing case open, and a misconception that was recognised."""
    known = {"title": "The slope at zero", "explanation": "The code takes `x >= 0`.\n\nLook at the slope *at* zero."}
    found = submission(learner, 20, state=State.SETTLED, verdict=Ending.FAILED, seconds=3.2, diagnosis=known)
    checks = every_outcome(found)
    first = next(one.name for one in checks if one.failed)
    return {"submission": found, "lab": None, "checks": checks, "passed": 1, "first_failed": first}


def running_attempt(learner: User) -> dict[str, Any]:
    found = submission(learner, 21, state=State.RUNNING)
    names = {"forward": Outcome.PASSED, "gradient": "running", "trains": "queued"}
    checks = [check(found, place, name, outcome) for place, (name, outcome) in enumerate(names.items())]
    return {"submission": found, "lab": None, "checks": checks, "first_failed": None}


def every_outcome(found: Submission) -> list[CheckResult]:
    checks = [check(found, place, outcome.value, outcome) for place, outcome in enumerate(Outcome)]
    for one in checks:
        one.detail = DETAILS.get(Outcome(one.outcome), {})
        one.message = f"How a check looks that {one.outcome.replace('_', ' ')}." if one.failed else ""
        one.output = "loss 0.31\n" if one.outcome == Outcome.REPORTED else ""
    return checks


def check(found: Submission, place: int, name: str, outcome: str) -> CheckResult:
    title = f"`relu` {name.replace('_', ' ')}"
    return CheckResult(submission=found, position=place, name=name, title=title, outcome=outcome, seconds=0.012 * place)


def tensor(shape: tuple[int, ...], errors: dict[int, float]) -> dict[str, Any]:
    """A tensor of counted elements, wrong at the places of `errors`, as a judge tells it."""
    expected = [float(place % 5) for place in range(prod(shape))]
    got = [value + errors.get(place, 0) for place, value in enumerate(expected)]
    texts = {"expected": expected, "got": got, "error": [errors.get(place, 0) for place in range(prod(shape))]}
    told = {name: " ".join(map(str, values)) for name, values in texts.items()}
    return {"shape": list(shape), "dtype": "float32", "wrong": len(errors), **told}


DETAILS: Final[dict[Outcome, dict[str, Any]]] = {
    Outcome.PASSED: {"curve": [{"step": step, "loss": 2 / (1 + step / 8)} for step in range(0, 64, 4)]},
    Outcome.FAILED: {
        "inputs": {"x": "tensor of 2 × 3, float32\n[[-1.,  0.,  2.],\n [ 3., -4.,  0.]]"},
        "expected": "[[0., 0., 1.],\n [1., 0., 0.]]",
        "got": "[[0., 1., 1.],\n [1., 0., 1.]]",
        "where": "[0, 1]",
        "difference": "1",
        "tensor": tensor((3, 2, 8), {3: 1.0, 12: 0.4, 20: 0.7}),
        "all": ["The value at [0, 1] differs by 1.", "The value at [1, 2] differs by 1."],
    },
    Outcome.RAISED: {"traceback": "  File \"solution.py\", line 7, in relu\nNameError: name 'nn' is not defined"},
}


def tokens(learner: User) -> list[tuple[AuthToken, str]]:
    now = timezone.now()
    made = {"laptop": None, "a script": now + timedelta(days=30)}
    rows = [
        AuthToken(user=learner, digest=8 * "0a", token_key=8 * "0a", created=now, expiry=end) for end in made.values()
    ]
    return list(zip(rows, made, strict=True))


def timers(learner: User) -> list[dict[str, Any]]:
    now, timed = timezone.now(), Link("Activation functions", "#content")
    begun = [now - timedelta(minutes=24), now - timedelta(hours=9)]
    made = [Timer(learner=learner, kind="lab", subject="activation-zoo", began=moment) for moment in begun]
    return [{"timer": one, "timed": timed, "address": "#content"} for one in made]


def cards(learner: User) -> list[dict[str, Any]]:
    """A kata on its day, and an explanation whose review is overdue."""
    made = [card(learner, Kind.LAB, 0), card(learner, Kind.TEACH_BACK, 40)]
    links = [Link("The chain rule on a tree", "#content"), Link("Attention", "#content")]
    return [
        {"item": Item(one, link, fading=bool(one.days_late)), "action": True}
        for one, link in zip(made, links, strict=True)
    ]


def card(learner: User, kind: str, late: int) -> Card:
    today = timezone.localdate()
    dates = {"due": today - timedelta(days=late), "day": today, "reviewed": timezone.now() - timedelta(days=late + 9)}
    return Card(
        pk=late + 1, learner=learner, kind=kind, subject="chain-rule-tree", stability=9.0, difficulty=5.0, **dates
    )


def month() -> list[Planned]:
    today = timezone.localdate()
    return [Planned(today + timedelta(days=one), (7 * one) % 6, one % 7 == 5) for one in range(30)]


def charts() -> list[Chart]:
    """A chart with its numbers, on its way, and one that has nothing to show yet."""
    today = timezone.localdate()
    rows = [Row.of(today - timedelta(days=one), (one * 5) % 4, one % 3) for one in range(5)]
    nothing = FirstStep(
        "No day has work on it yet", "The first is the day you send code to a lab.", "labs-index", "Choose a lab"
    )
    columns = ("Day", "Passed", "Failed")
    full = Chart(
        "activity", "On which days did I work?", columns, rows, {}, nothing, "Five days in a row.", "Attempts by day"
    )
    return [full, replace(full, key="reviews", question="What comes back for review?", rows=[])]


def houses() -> list[dict[str, Any]]:
    """The page of workers: all well, one that takes no jobs, nobody there, Redis away."""
    ok, away = {"state": "ok"}, {"state": "away"}
    runner = {"name": "attic", "devices": ["cpu"], "isolation": "strict", "torch": "2.13.0", "busy": 1, "slots": 4}
    alive = runner | {"since": timezone.now() - timedelta(hours=3)}
    stuck = alive | {"name": "cellar", "problem": "a fresh cell multiplied two matrices wrongly"}
    counts = {"cpu": 2, "cuda": 0, "results": 1}
    return [
        {"parts": {"redis": ok, "database": ok, "results": ok, "runners": [alive, stuck]}, "waiting": counts},
        {"parts": {"redis": ok, "database": ok, "results": away, "runners": []}, "waiting": counts},
        {"parts": {"redis": away, "database": ok, "results": away, "runners": []}, "waiting": None},
    ]
