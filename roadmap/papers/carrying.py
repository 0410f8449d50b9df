"""The paper log leaves with its owner, as Markdown files with YAML front matter, and comes back from them.

The front matter holds every fact; the body is there to be read. Rows are known again by their uuid. What differs from
what the learner has is kept beside it as a copy; the copy's uuid follows from its content, so that the same file read
twice makes one.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from roadmap.papers.markdown import account, cited, with_front_matter
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction, RestMonth

if TYPE_CHECKING:
    from django.contrib.auth.models import User


Facts = dict[str, Any]
LONGEST = 4_000_000  # characters of one file
PAPER = ("key", "title", "authors", "venue", "year", "arxiv_id", "doi", "url", "abstract", "bibtex")
REPRODUCTION = (
    *("status", "month", "scope", "plan", "code_url", "commit", "environment", "hardware", "compute_hours"),
    *("deviations", "easy", "hard", "contact"),
)
CLAIM = ("metric", "data_set", "place", "reported", "tolerance", "tolerance_kind", "better", "reads")


class Unread(ValueError):
    """A file that cannot be taken in; the message says why."""


@dataclass
class Summary:
    """What became of the files: rows added, rows that were there, copies kept beside ones that differ."""

    added: int = 0
    unchanged: int = 0
    copied: int = 0
    problems: list[str] = field(default_factory=list)


def pack(learner: User) -> Iterator[tuple[str, str]]:
    """Every file of the learner's paper log: where it stands, and its text."""
    from roadmap.papers.arxiv.carrying import pack_queue

    papers = Paper.objects.of(learner).prefetch_related("reproductions__claims__runs").order_by("pk")
    for paper in papers:
        facts = {"kind": "paper", "uuid": str(paper.uuid), "created": paper.created, **said(paper, PAPER)}
        yield f"papers/{name_of(paper)}.md", with_front_matter(facts, f"# {paper.title}\n\n{cited(paper)['cite']}\n")
        for trial in paper.reproductions.all():
            where = f"papers/{name_of(paper)}/{trial.month:%Y-%m}-{trial.uuid.hex[:8]}.md"
            yield where, with_front_matter(facts_of_reproduction(trial), account(trial))
    if months := sorted(RestMonth.objects.of(learner).months()):
        yield "papers/rest months.md", with_front_matter({"kind": "rest-months", "months": months}, "")
    yield from pack_queue(learner)


def name_of(paper: Paper) -> str:
    return f"{slugify(paper.title)[:60].strip('-') or 'paper'}-{paper.uuid.hex[:8]}"


def said(row: Any, names: tuple[str, ...]) -> Facts:
    return {name: getattr(row, name) for name in names}


def facts_of_reproduction(trial: Reproduction) -> Facts:
    about = {"kind": "reproduction", "uuid": str(trial.uuid), "paper": str(trial.paper.uuid), "created": trial.created}
    return {**about, **said(trial, REPRODUCTION), "claims": [facts_of_claim(claim) for claim in trial.claims.all()]}


def facts_of_claim(claim: Claim) -> Facts:
    runs = [{"seed": run.seed, "value": run.value} for run in claim.runs.all()]
    return {"uuid": str(claim.uuid), **said(claim, CLAIM), "runs": runs}


@transaction.atomic
def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    """Take in what `pack` gave, here or elsewhere; what is not of this room is passed over. Twice changes nothing."""
    from roadmap.papers.arxiv.carrying import unpack_queue

    summary = Summary()
    read: dict[str, list[tuple[str, Facts]]] = {}
    for where, text in files.items():
        try:
            facts = front_matter(text)
        except Unread as problem:
            summary.problems += [f"{where}: {problem}"] if where.startswith("papers/") else []
            continue
        read.setdefault(str(facts.get("kind", "")), []).append((where, facts))
    steps = {
        "paper": take_paper,
        "reproduction": take_reproduction,
        "rest-months": take_rest,
        "arxiv-queue": unpack_queue,
    }
    papers: dict[str, Paper] = {}
    for kind, take in steps.items():
        for where, facts in read.get(kind, []):
            try:
                with transaction.atomic():
                    take(learner, facts, papers, summary)
            except (Unread, ValidationError) as problem:
                told = "; ".join(getattr(problem, "messages", [str(problem)]))
                summary.problems.append(f"{where}: {told} It was left out.")
    return summary


def front_matter(text: str) -> Facts:
    """The facts before a Markdown text; none where there is no front matter. Raises Unread for what is damaged."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return {}
    front, end, _ = text[4:].partition("\n---\n")
    if len(front) > LONGEST:
        raise Unread("Its front matter is too long to be read.")
    try:
        facts = yaml.safe_load(front) if end else None
    except (yaml.YAMLError, ValueError, RecursionError) as damage:
        raise Unread("Its front matter is damaged.") from damage
    if not isinstance(facts, dict):
        raise Unread("Its front matter is damaged: it should name facts, one a line.")
    return facts


def taken(facts: Facts, names: tuple[str, ...]) -> Facts:
    """The facts of these names that are there. Raises Unread where one is not a plain value."""
    for name in names:
        if not isinstance(facts.get(name), (str, int, float, date, type(None))):
            raise Unread(f"“{name}” is no plain value.")
    return {name: facts[name] for name in names if facts.get(name) is not None}


def identity(text: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(text)[:50])
    except ValueError as error:
        raise Unread("It has no uuid, by which it would be known again.") from error


def free_identity(model: Any, learner: User, wanted: uuid.UUID, owner: str) -> uuid.UUID:
    """`wanted`, or one that follows from it where another learner of this installation has it."""
    theirs = model.objects.filter(uuid=wanted).exclude(**{owner: learner}).exists()
    return uuid.uuid5(wanted, f"of learner {learner.pk}") if theirs else wanted


def copy_identity(original: uuid.UUID, facts: Facts) -> uuid.UUID:
    digest = hashlib.sha256(yaml.safe_dump(facts, allow_unicode=True).encode("utf-8", "replace")).hexdigest()
    return uuid.uuid5(original, digest)


def set_created(row: Paper | Reproduction, facts: Facts) -> None:
    """The moment a row was first made, wherever that was."""
    created = facts.get("created")
    if isinstance(created, datetime):
        moment = created if timezone.is_aware(created) else timezone.make_aware(created)
        type(row).objects.filter(pk=row.pk).update(created=moment)


def take_paper(learner: User, facts: Facts, papers: dict[str, Paper], summary: Summary) -> None:
    there = identity(facts.get("uuid"))
    own = free_identity(Paper, learner, there, "learner")
    told = {name: str(value) if name != "year" else value for name, value in taken(facts, PAPER).items()}
    known = Paper.objects.of(learner).filter(uuid=own).first() or twin_of(learner, told)
    if known is None:
        papers[str(there)] = made_paper(learner, own, told, facts)
        summary.added += 1
        return
    papers[str(there)] = known
    differing = {name for name in PAPER[1:] if told.get(name) and getattr(known, name) not in ("", None, told[name])}
    blank = [name for name in PAPER[1:] if told.get(name) and getattr(known, name) in ("", None)]
    if differing:
        keep_copy(learner, known, told, facts, summary)
        return
    for name in blank:
        setattr(known, name, told[name])
    if blank:
        known.full_clean(exclude=["learner"])
        known.save()
    summary.unchanged += 1


def twin_of(learner: User, told: Facts) -> Paper | None:
    names = [told[name] for name in ("arxiv_id", "doi") if told.get(name)]
    mine = Paper.objects.of(learner)
    if names:
        return mine.known_as(names).first()
    return mine.filter(title=told.get("title", ""), year=told.get("year"), arxiv_id="", doi="").first()


def made_paper(learner: User, own: uuid.UUID, told: Facts, facts: Facts) -> Paper:
    key = told.get("key", "")
    told = told | {"key": "" if Paper.objects.of(learner).filter(key=key).exists() else key}
    paper = Paper(learner=learner, uuid=own, **told)
    paper.full_clean(exclude=["key"])
    paper.save()
    set_created(paper, facts)
    return paper


def keep_copy(learner: User, known: Paper, told: Facts, facts: Facts, summary: Summary) -> None:
    """Beside a paper that differs: the same without its ids and key, which the log has once."""
    own = copy_identity(known.uuid, told)
    if Paper.objects.of(learner).filter(uuid=own).exists():
        summary.unchanged += 1
        return
    title = f"{told.get('title', known.title)[:480]} (as imported)"
    made_paper(learner, own, told | {"key": "", "arxiv_id": "", "doi": "", "title": title}, facts)
    summary.copied += 1


def take_reproduction(learner: User, facts: Facts, papers: dict[str, Paper], summary: Summary) -> None:
    paper = (
        papers.get(str(facts.get("paper")))
        or Paper.objects.of(learner).filter(uuid=identity(facts.get("paper"))).first()
    )
    if paper is None:
        raise Unread("Its paper is not among the files, nor in the log.")
    own = free_identity(Reproduction, learner, identity(facts.get("uuid")), "paper__learner")
    known = Reproduction.objects.of(learner).filter(uuid=own).first()
    if known is not None:
        if same(known, facts):
            summary.unchanged += 1
            return
        own = copy_identity(own, {name: value for name, value in facts.items() if name not in ("uuid", "paper")})
        if Reproduction.objects.of(learner).filter(uuid=own).exists():
            summary.unchanged += 1
            return
        summary.copied += 1
    else:
        summary.added += 1
    made_reproduction(learner, paper, own, facts)


def same(known: Reproduction, facts: Facts) -> bool:
    """Whether a file says what the row says, whatever its ids are."""
    return without_identity(facts_of_reproduction(known)) == without_identity(facts)


def without_identity(facts: Facts) -> Facts:
    plain = {name: facts.get(name) for name in REPRODUCTION}
    claims = facts.get("claims")
    listed = [claim for claim in claims if isinstance(claim, dict)] if isinstance(claims, list) else []
    return plain | {"claims": [{name: claim.get(name) for name in (*CLAIM, "runs")} for claim in listed]}


def made_reproduction(learner: User, paper: Paper, own: uuid.UUID, facts: Facts) -> None:
    trial = Reproduction(paper=paper, uuid=own, **taken(facts, REPRODUCTION))
    trial.full_clean()
    trial.save()
    set_created(trial, facts)
    claims = facts.get("claims") or []
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise Unread("Its claims are no list.")
    for claim in claims:
        made_claim(trial, claim)


def made_claim(trial: Reproduction, facts: Facts) -> None:
    wanted = identity(facts.get("uuid"))
    own = uuid.uuid5(wanted, str(trial.uuid)) if Claim.objects.filter(uuid=wanted).exists() else wanted
    claim = Claim(reproduction=trial, uuid=own, **taken(facts, CLAIM))
    claim.full_clean()
    claim.save()
    for told in facts.get("runs") or []:
        run = ClaimRun(claim=claim, **taken(told if isinstance(told, dict) else {}, ("seed", "value")))
        run.full_clean()
        run.save()


def take_rest(learner: User, facts: Facts, papers: dict[str, Paper], summary: Summary) -> None:
    months = facts.get("months")
    for month in months if isinstance(months, list) else []:
        if not isinstance(month, date):
            raise Unread("A month of rest is written like 2026-08-01.")
        _, new = RestMonth.objects.get_or_create(learner=learner, month=month.replace(day=1))
        summary.added += new
        summary.unchanged += not new
