"""How often is a slip that nobody stored named, and is what is said the same whatever the seed?"""

from __future__ import annotations

from dataclasses import dataclass

from runner.contract import Ending, Job
from runner.grade import grade
from runner.lab import Lab
from runner.mutants import Mutant, mutants
from runner.sandbox.pool import Pool

MOST = 30  # mutants of one lab, evenly spread over its reference


@dataclass(frozen=True)
class NamingReport:
    """Of `tried` mutants that failed, those with a diagnosis, and those whose diagnosis was another with other cases.

    The latter is what a wrong diagnosis looks like: it held on one set of cases and not on the next.
    """

    lab: str
    tried: int
    named: list[tuple[Mutant, str]]
    unsteady: list[tuple[Mutant, str, str]]


def name_mutants(
    lab: Lab, pool: Pool, *, seeds: tuple[str, str], device: str = "cpu", most: int = MOST
) -> NamingReport:
    """Grade mutants of the reference under two seeds and compare what they are told."""
    made = mutants(lab.reference)
    tried = 0
    named: list[tuple[Mutant, str]] = []
    unsteady: list[tuple[Mutant, str, str]] = []
    for mutant in made[:: max(1, -(-len(made) // most))]:
        first, second = (
            grade(Job(0, "naming", lab.slug, mutant.source, device), lab, pool, seed=seed) for seed in seeds
        )
        if Ending.PASSED in (first.ending, second.ending):
            continue
        tried += 1
        one, other = (v.diagnosis.name if v.diagnosis else "" for v in (first, second))
        if one and other and one != other:
            unsteady.append((mutant, one, other))
        elif one and other:
            named.append((mutant, one))
    return NamingReport(lab.slug, tried, named, unsteady)
