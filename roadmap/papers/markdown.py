"""A reproduction as a Markdown document: front matter in the manner of a ReScience article, then the account.

The keys are those of https://github.com/ReScience/template (metadata.yaml): title, authors, code, replication, type …
"""

from __future__ import annotations

from typing import Any

import yaml

from roadmap.papers.models import Claim, Paper, Reproduction
from roadmap.papers.verdicts import CONFIDENCE, SEEDS_NEEDED

ODD_BREAKS = set("\r\x85\u2028\u2029\ufeff")
ACCOUNT = (
    ("Scope", "scope"),
    ("Plan", "plan"),
    ("Environment", "environment"),
    ("Deviations from the paper", "deviations"),
    ("What was easy", "easy"),
    ("What was hard", "hard"),
    ("Contact with the authors", "contact"),
)


class Exact(yaml.SafeDumper):
    """Writes breaks of a line that are not plain ones as escapes: read back raw, they would be folded into spaces."""

    def text(self, value: str) -> yaml.ScalarNode:
        style = '"' if set(value) & ODD_BREAKS else None
        return self.represent_scalar("tag:yaml.org,2002:str", value, style=style)


Exact.add_representer(str, Exact.text)


def as_markdown(reproduction: Reproduction) -> str:
    return with_front_matter(metadata(reproduction), account(reproduction))


def with_front_matter(facts: dict[str, Any], body: str) -> str:
    front = yaml.dump(facts, Dumper=Exact, sort_keys=False, allow_unicode=True, width=100)
    return f"---\n{front}---\n\n{body}"


def metadata(reproduction: Reproduction) -> dict[str, Any]:
    paper, learner = reproduction.paper, reproduction.paper.learner
    return {
        "title": f"[Re] {paper.title}",
        "authors": [{"name": learner.get_full_name() or learner.get_username()}],
        "type": "Replication",
        "domain": "Deep learning",
        "language": "en",
        "date": reproduction.month.isoformat(),
        "keywords": sorted({claim.data_set for claim in reproduction.claims.all() if claim.data_set}),
        "code": [{"url": reproduction.code_url, "commit": reproduction.commit}] if reproduction.code_url else [],
        "replication": [cited(paper)],
        "compute": {"hardware": reproduction.hardware, "hours": reproduction.compute_hours},
        "state": reproduction.status,
        "verdict": reproduction.verdict.value,
    }


def cited(paper: Paper) -> dict[str, Any]:
    authors = ", ".join(paper.author_list)
    parts = [
        authors,
        f"({paper.year})" if paper.year else "",
        f"{paper.title}.",
        f"{paper.venue}." if paper.venue else "",
    ]
    known = {"arxiv": paper.arxiv_id, "doi": paper.doi, "url": paper.address}
    return {"cite": " ".join(filter(None, parts))} | {name: value for name, value in known.items() if value}


def account(reproduction: Reproduction) -> str:
    """The body: what was claimed and found, then how it went. A part that is empty is left out."""
    claims = list(reproduction.claims.all())
    parts = [
        f"# [Re] {reproduction.paper.title}",
        f"Reproduction of {cited(reproduction.paper)['cite']} Verdict: **{reproduction.verdict.label}**.",
        *(["## Claims", claims_table(claims), BASIS, "## Values by seed", seeds_table(claims)] if claims else []),
        *(
            f"## {words}\n\n{getattr(reproduction, name).strip()}"
            for words, name in ACCOUNT
            if getattr(reproduction, name)
        ),
        *(["## Compute", compute(reproduction)] if compute(reproduction) else []),
    ]
    return "\n\n".join(parts) + "\n"


BASIS = (
    f"Mean and {CONFIDENCE:.0%} interval by Student’s t over the seeds; the verdict is computed from them, "
    f"with {SEEDS_NEEDED} seeds or more."
)


def compute(reproduction: Reproduction) -> str:
    hours = reproduction.compute_hours
    spent = f"{hours:g} device hours" if hours is not None else ""
    code = f"code {reproduction.code_url} {reproduction.commit}".strip() if reproduction.code_url else ""
    return "; ".join(filter(None, [reproduction.hardware, spent, code]))


def claims_table(claims: list[Claim]) -> str:
    head = ("Metric", "Data set", "Where", "Reported", "Tolerance", "Direction", "Seeds", "Mean", "Interval", "Verdict")
    return table(head, [claim_row(claim) for claim in claims])


def claim_row(claim: Claim) -> list[str]:
    result = claim.result
    unit = " %" if claim.tolerance_kind == Claim.Tolerance.RELATIVE else ""
    mean = "" if result.mean is None else f"{result.mean:.6g}"
    interval = "" if result.low is None or result.high is None else f"{result.low:.6g} to {result.high:.6g}"
    reported, tolerance = f"{claim.reported:.6g}", f"{claim.tolerance:.6g}{unit}"
    told = [claim.metric, claim.data_set, claim.place, reported, tolerance, claim.better, str(result.seeds)]
    return [*told, mean, interval, result.verdict.label]


def seeds_table(claims: list[Claim]) -> str:
    rows = [[str(claim), str(run.seed), repr(run.value)] for claim in claims for run in claim.runs.all()]
    return table(("Claim", "Seed", "Value"), rows)


def table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
