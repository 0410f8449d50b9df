"""The script that runs a failing case again at home: with NumPy, or with torch where the lab uses it, and nothing else.

It holds what the learner may know: the case's inputs, what was expected of them, how the check calls the code, and the
code that was sent. The reference and what the judge hides are not in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from runner.probes import one_probe

if TYPE_CHECKING:
    from labs.models import CheckResult, Submission
    from runner.lab import Lab

BODY = Path(__file__).with_name("body.py")
DOCSTRING = '''"""{title}, attempt {pk}: the smallest case that fails the check {check}.

    python {name}

runs `{lab}.py` beside this file where there is one, else the code that was sent,
on the same inputs, and prints what was expected beside what came.
It needs {needs} and nothing else.
"""

'''
CASE = """# The case.
LAB = "{lab}"
CHECK = {said}
JUDGE_SAID = {message}
FRAMEWORK = "{framework}"
DEVICE = "{device}"
PROBE = "{probe}"
REPORTS = {reports}
REPEATS = {repeats}

# How the check calls the code.
PROBE_SOURCE = (
{probe_source}
)

# The code that was sent.
SENT = (
{source}
)

# The case: inputs, and what was expected where a reference answered.
CASE = (
{frame}
)

"""


def script(submission: Submission, check: CheckResult, lab: Lab) -> str:
    """The whole script as text. The check must have kept its case (`runner.evidence.packed`)."""
    imports, _, rest = BODY.read_text(encoding="utf-8").partition("# The case.\n")
    run = rest[rest.index("# How it is run") :]
    return (
        docstring(submission, check, lab)
        + imports[imports.index("from __future__") :]
        + case(submission, check, lab)
        + run
    )


def docstring(submission: Submission, check: CheckResult, lab: Lab) -> str:
    return DOCSTRING.format(
        title=lab.title.replace("\\", " ").replace('"', "'"),
        pk=submission.pk,
        check=check.name,
        name=file_name(submission, check),
        lab=lab.slug,
        needs="NumPy and torch" if lab.framework == "torch" else "NumPy",
    )


def file_name(submission: Submission, check: CheckResult) -> str:
    return f"replay-{submission.lab}-{submission.pk}-{check.name}.py"


def case(submission: Submission, check: CheckResult, lab: Lab) -> str:
    """What is this attempt's own: the code sent, how the check calls it, the inputs, what was expected."""
    kept = check.detail["replay"]
    return CASE.format(
        lab=lab.slug,
        said=json.dumps(check.title),
        message=json.dumps(check.message),
        framework=lab.framework,
        device=submission.device,
        probe=kept["probe"],
        reports=kept["reports"],
        repeats=kept.get("repeats", False),
        probe_source=quoted(one_probe(lab.probes, kept["probe"])),
        source=quoted(submission.source),
        frame="\n".join(f'    "{line}"' for line in wrap(kept["frame"], 100)),
    )


def quoted(source: str) -> str:
    """Python source as string literals, a line each."""
    return "\n".join(f"    {json.dumps(line)}" for line in source.splitlines(keepends=True))
