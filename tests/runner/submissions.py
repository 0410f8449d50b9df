"""Files of tests/hostile and tests/honest: real submissions, with comments that say for which lab and with what end.

`# lab:` names a lab of tests/labs_for_tests. `# verdict:` lists the endings that are right, `passed` never among them: an
attack that succeeds goes on to answer correctly, so that a breach shows as a pass. `# seconds:` and `# memory_mb:` stand
in for the lab's limits; only a file with `# seconds:` may take longer than a second. `# machine:` and `# level:` say
where alone it has a meaning, `# needs:` what the sandbox does not offer yet, and `# source: made by source()` that
the file makes the submission instead of being it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from runner.contract import Job
from runner.lab import Lab, load_lab

TESTS = Path(__file__).resolve().parent.parent
LABS = TESTS / "labs_for_tests" / "walls"
COMMENT = re.compile(r"^# (\w+): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Submission:
    """One file: where it lies, its text, and what its comments say."""

    path: Path
    text: str
    said: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"

    @property
    def kind(self) -> str:
        return self.path.parent.name

    @property
    def verdicts(self) -> set[str]:
        return set(self.said["verdict"].split(" | "))

    @property
    def needs_the_clock(self) -> bool:
        return "seconds" in self.said

    @property
    def source(self) -> str:
        if "source" not in self.said:
            return self.text
        names: dict = {}
        exec(compile(self.text, str(self.path), "exec"), names)
        return names["source"]()

    @property
    def lab(self) -> Lab:
        """The lab it is written for, with its own limits where it has some."""
        return lab_limited(self.said["lab"], self.said.get("seconds"), self.said.get("memory_mb"))

    def job(self) -> Job:
        return Job(1, "token", self.lab.slug, self.source)


@cache
def lab_named(slug: str) -> Lab:
    return load_lab(LABS / slug)


@cache
def lab_limited(slug: str, seconds: str | None, memory_mb: str | None) -> Lab:
    lab = lab_named(slug)
    limits = replace(lab.limits, seconds=float(seconds or lab.limits.seconds))
    return replace(lab, limits=replace(limits, memory_mb=int(memory_mb or lab.limits.memory_mb)))


def read_submission(path: Path) -> Submission:
    text = path.read_text(encoding="utf-8")
    return Submission(path, text, dict(COMMENT.findall(text)))


def read_all(folder: str) -> list[Submission]:
    return [read_submission(path) for path in sorted((TESTS / folder).rglob("*.py"))]
