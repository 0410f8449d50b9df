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

NEWCOMER = "newcomer"
PASSWORD = "a-newcomer-has-a-password"
LONG_ROADMAP = "three-hundred-topics"
PHASES, TOPICS_A_PHASE = 10, 30
FAILING_LAB, PASSED_LAB, CURVE_LAB = "activation-zoo", "mcp-neuron", "perceptron-rule"
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
    """What was made: `rows` by beginning of address (tests/every_row.py), the cookie of who has nothing, some numbers."""

    rows: dict[str, dict[str, Any]]
    newcomer: str
    note: int

    @classmethod
    def on(cls, stack: Stack) -> Filled:
        command = [sys.executable, "-m", "tests.browser.filling"]
        run = subprocess.run(command, cwd=ROOT, env=stack.environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return cls(**json.loads(run.stdout.splitlines()[-1]))


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

    from roadmap.accounts.owner import local_owner
    from roadmap.notes.writing import write
    from roadmap.proofs.models import TeachBack
    from roadmap.proofs.presenting import invite
    from tests.every_row import rows_of
    from tests.roadmaps import make_roadmap

    owner = local_owner()
    rows = rows_of(owner)
    make_roadmap(long_roadmap(), owner, slug=LONG_ROADMAP)
    explained = TeachBack.objects.get(learner=owner)
    invite(explained)
    rows["/proofs/shared/"]["invitation"] = explained.invitation
    note = write(owner, "What a step is", NOTE)
    newcomer = User.objects.create_user(NEWCOMER, password=PASSWORD)
    print(json.dumps({"rows": rows, "newcomer": session_of(newcomer), "note": note.pk}, default=str))


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
