"""Evidence that is no lab, made as a learner would have made it."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User

from roadmap.notes.models import Note
from roadmap.notes.writing import write
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from roadmap.proofs.models import Assessment, Exhibit, TeachBack
from roadmap.proofs.presenting import assess, present
from roadmap.proofs.rubric import RUBRIC
from tests.roadmaps import DAY_ONE

ENOUGH = {question.key: 1 for question in RUBRIC}
WANTING = ENOUGH | {"example": 0}


def present_note(learner: User, concept: str, text: str = "Slopes multiply along the path.") -> TeachBack:
    """A note of its own, presented; its rubric is open."""
    number = Note.objects.of(learner).count()
    return present(learner, concept, write(learner, f"On {concept} {number}", text))


def explain(learner: User, concept: str, levels: dict[str, int] = ENOUGH, day: int = 0) -> TeachBack:
    """A presented note with its rubric answered, `day` days after the first."""
    teach_back = present_note(learner, concept)
    answer = assess(teach_back, learner, levels)
    Assessment.objects.filter(pk=answer.pk).update(at=on(day))
    return teach_back


def keep(learner: User, concept: str, kind: str, day: int = 0, says: str = "What was made") -> Exhibit:
    return Exhibit.objects.create(
        learner=learner, concept=concept, kind=kind, says=says, day=on(day).date(), url="https://example.org/it"
    )


def reproduce(learner: User, arxiv_id: str, seeds: int = 3, status: str = "done", claims: int = 1) -> Reproduction:
    """A reproduction whose claims have values of `seeds` seeds each."""
    paper = Paper.objects.create(learner=learner, title=f"Paper {arxiv_id}", arxiv_id=arxiv_id)
    made = Reproduction.objects.create(paper=paper, month=date(2026, 3, 1), status=status)
    for number in range(claims):
        claim = Claim.objects.create(reproduction=made, metric=f"metric {number}", reported=1.0, tolerance=0.1)
        ClaimRun.objects.bulk_create(ClaimRun(claim=claim, seed=seed, value=1.0) for seed in range(seeds))
    return made


def on(day: int) -> datetime:
    return DAY_ONE + timedelta(days=day)
