"""What a learner has to show, by kind and concept: the facts that evidence is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from labs.prepared import prepared
from roadmap.papers.models import Reproduction
from roadmap.papers.verdicts import SEEDS_NEEDED
from roadmap.proofs.models import Exhibit, TeachBack
from roadmap.proofs.rubric import is_met

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

Name = TypeVar("Name")
# Since when something is there; None while it is only begun.
Moment = datetime | None


@dataclass(frozen=True)
class Proofs:
    """`explained` by concept, `kept` by kind and concept, `reproduced` by every name that a paper has."""

    explained: Mapping[str, Moment]
    kept: Mapping[tuple[str, str], Moment]
    reproduced: Mapping[str, Moment]

    @classmethod
    def of(cls, learner: User) -> Proofs:
        """Three queries, however much there is."""
        return cls(explanations(learner), exhibits(learner), reproductions(learner))


def explanations(learner: User) -> dict[str, Moment]:
    """Every concept that the learner explained: since when its rubric is met, None while it is open."""
    return _earliest((concept, at if levels and is_met(levels) else None) for concept, at, levels in _assessed(learner))


@prepared
def _assessed(learner: User) -> QuerySet[TeachBack, tuple[str, Moment, Any]]:
    rows = TeachBack.objects.of(learner).order_by()
    return rows.values_list("concept", "assessments__at", "assessments__levels")


def exhibits(learner: User) -> dict[tuple[str, str], Moment]:
    """Since when there is an artefact, a reading, a link for a concept."""
    return _earliest(((row.kind, row.concept), row.since) for row in _exhibited(learner))


@prepared
def _exhibited(learner: User) -> QuerySet[Exhibit]:
    return Exhibit.objects.of(learner).order_by().only("kind", "concept", "day")


def reproductions(learner: User) -> dict[str, Moment]:
    """Every paper that the learner has begun to reproduce, by each of its names: since when one reproduction is there.

    It is there when it is marked as done, tests at least one claim, and each claim has values of SEEDS_NEEDED seeds:
    then it has its verdict, and a paper that was honestly found not to hold was reproduced as well as one that does.
    """
    names: dict[int, tuple[str, ...]] = {}
    runs: dict[int, dict[int, list[datetime]]] = {}
    for pk, status, key, arxiv_id, doi, claim, created in _begun(learner):
        names[pk] = (key, arxiv_id, doi)
        claims = runs.setdefault(pk, {})
        if claim is not None:
            claims.setdefault(claim, [])
            if created and status == Reproduction.Status.DONE:
                claims[claim].append(created)
    return _earliest((name, _tested(runs[pk].values())) for pk in names for name in names[pk] if name)


@prepared
def _begun(learner: User) -> QuerySet[Reproduction, tuple[Any, ...]]:
    begun = [Reproduction.Status.RUNNING, Reproduction.Status.DONE]
    named = ("paper__key", "paper__arxiv_id", "paper__doi")
    rows = Reproduction.objects.of(learner).filter(status__in=begun).order_by()
    return rows.values_list("pk", "status", *named, "claims", "claims__runs__created")


def _tested(claims: Iterable[list[datetime]]) -> Moment:
    """When the last claim had its last needed seed; None while one lacks some, or there is no claim."""
    values = [sorted(runs) for runs in claims]
    if not values or any(len(runs) < SEEDS_NEEDED for runs in values):
        return None
    return max(runs[SEEDS_NEEDED - 1] for runs in values)


def _earliest(moments: Iterable[tuple[Name, Moment]]) -> dict[Name, Moment]:
    """For each name its first moment; None where it has none."""
    found: dict[Name, Moment] = {}
    for name, moment in moments:
        present = found.setdefault(name, moment)
        if moment and (present is None or moment < present):
            found[name] = moment
    return found
