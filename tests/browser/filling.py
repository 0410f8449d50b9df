"""Fills an installation for the walk over every page: a learner with a row of every kind, and one with nothing at all.

Run as `python -m tests.browser.filling` in a start's environment; it prints what `Filled` reads.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.stack import ROOT, Stack

# Learners with nothing of their own, each for one thing to be tried.
LEARNERS = (
    *("newcomer", "by-keys", "by-keys-too", "scriptless", "in-two-tabs", "in-a-tunnel", "wrong-at-first"),
    *("first-start", "first-start-scriptless"),
)
LONG_ROADMAP = "three-hundred-topics"
PHASES, TOPICS_A_PHASE = 10, 30
FAILING_LAB, PASSED_LAB, WAITING_LAB = "multi-head-attention", "mcp-neuron", "sgd-momentum"
NOTE = """What a *step* is, with a [link](https://example.org/) and `code`:

```python
def step(x: float) -> float:
    return x - 0.1 * gradient(x)  # downhill
```

$$\\theta_{t+1} = \\theta_t - \\eta \\nabla L(\\theta_t)$$

| rate | loss |
|---|---|
| 0.1 | 0.31 |

See [[lab:activation-zoo]], [[Not written yet]] and #optimisation.
"""


@dataclass
class Filled:
    """What was made: `rows` by beginning of address (tests/every_row.py), the cookies of LEARNERS, some numbers."""

    rows: dict[str, dict[str, Any]]
    sessions: dict[str, str]
    note: int
    explaining: str
    failed: int = 0
    passed: int = 0
    waiting: int = 0

    @classmethod
    def on(cls, stack: Stack) -> Filled:
        command = [sys.executable, "-m", "tests.browser.filling"]
        run = subprocess.run(command, cwd=ROOT, env=stack.environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        made = cls(**json.loads(run.stdout.splitlines()[-1]))
        made.failed, made.passed, made.waiting = sent(stack)
        made.rows["/labs/submissions/"] = {"pk": made.failed, "name": failed_check(stack, made.failed)}
        return made


def password_of(name: str) -> str:
    return f"{name}-has-a-password"


def source_of(lab: str, name: str = "reference") -> str:
    (file,) = ROOT.glob(f"labs/catalog/*/{lab}/{name}.py")
    return file.read_text(encoding="utf-8")


def sent(stack: Stack) -> list[int]:
    """The numbers of three submissions: failed with a known mistake, passed, waiting for a device that nobody has."""
    token = stack.token()
    sources = (
        (FAILING_LAB, source_of(FAILING_LAB, "misconceptions/not-scaled"), "cpu"),
        (PASSED_LAB, source_of(PASSED_LAB), "cpu"),
        (WAITING_LAB, source_of(WAITING_LAB), "cuda"),
    )
    numbers = []
    for lab, source, device in sources:
        status, answer = stack.ask("/api/submissions/", token, {"lab": lab, "source": source, "device": device})
        assert status == 201, answer
        numbers.append(answer["id"])
    for number in numbers[:2]:
        stack.eventually(lambda n=number: stack.ask(f"/api/submissions/{n}/", token)[1]["state"] == "settled")
    return numbers


def failed_check(stack: Stack, submission: int) -> str:
    """The name of a check of the submission that has a tensor to look at."""
    checks = stack.ask(f"/api/submissions/{submission}/", stack.token())[1]["checks"]
    return next(check["name"] for check in checks if "tensor" in check["detail"])


def long_roadmap() -> str:
    """As Markdown: 300 topics, some nested, some with labs, some milestones."""
    lines = ["# Three hundred topics"]
    for phase in range(PHASES):
        lines += [f"## Phase {phase + 1}", "", "What this phase is about."]
        for topic in range(TOPICS_A_PHASE):
            nested = "    " if topic % 5 > 2 else ""
            lab = " [[lab:activation-zoo]]" if topic == 1 else ""
            lines.append(f"{nested}- [ ] Topic {phase + 1}.{topic + 1} of a roadmap{lab} ^long-{phase}-{topic}")
    return "\n".join(lines) + "\n"


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.models import User

    from labs.models import State, Submission
    from roadmap.accounts.owner import local_owner
    from roadmap.notes.writing import write
    from roadmap.proofs.models import TeachBack
    from roadmap.proofs.presenting import invite
    from roadmap.reviews.models import Kind, Sitting
    from tests.every_row import rows_of
    from tests.roadmaps import make_roadmap

    owner = local_owner()
    rows = rows_of(owner)
    make_roadmap(long_roadmap(), owner, slug=LONG_ROADMAP)
    explained = TeachBack.objects.get(learner=owner)
    invite(explained)
    rows["/proofs/shared/"]["invitation"] = explained.invitation
    newer = Submission.objects.create(
        learner=owner, lab="activation-zoo", source="y = 1\n", state=State.SETTLED, verdict="failed"
    )
    rows["/labs/"] |= {"older": rows["/labs/submissions/"]["pk"], "newer": newer.pk}
    rows["/path/upstream/"] = {"slug": changed_fork(owner)}
    note = write(owner, "What a step is", NOTE)
    card = owner.cards.get(kind=Kind.TEACH_BACK)
    sitting = Sitting.objects.create(card=card, draft="What I would say today.")
    sessions = {name: session_of(User.objects.create_user(name, password=password_of(name))) for name in LEARNERS}
    print(
        json.dumps(
            {"rows": rows, "sessions": sessions, "note": note.pk, "explaining": f"/reviews/sittings/{sitting.pk}/"},
            default=str,
        )
    )


def changed_fork(owner: Any) -> str:
    """The slug of a built-in roadmap made one's own, in which the first topic has got other words."""
    from roadmap.path.exporting import outline_of
    from roadmap.path.forking import fork
    from roadmap.path.models import Roadmap
    from roadmap.path.storing import store

    mine, _ = fork(Roadmap.objects.built_in().get(slug="architectures-to-mastery"), owner)
    outline = outline_of(mine)
    next(outline.walk()).title += ", in other words"
    store(outline, owner)
    return mine.slug


def session_of(learner: Any) -> str:
    """The cookie of a session in which the learner is signed in."""
    from django.test import Client

    client = Client()
    client.force_login(learner)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
    main()
