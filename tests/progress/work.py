"""A learner's work on two small roadmaps, made row by row on days of one's choice."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import State, Submission
from roadmap.habits.models import Entry, Minutes, Routine, RoutineDone
from roadmap.notes.writing import write
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from roadmap.path.models import Tick
from roadmap.proofs.models import Exhibit
from roadmap.reviews.models import Card
from tests.roadmaps import say

FIRST = """
# First
## Begin
- [ ] Single [[lab:one]] ^single
- [ ] Double [[lab:one]] [[lab:two]] ^double
## Go on
- [ ] Written #proof/note [[paper:2401.00001]] ^written
- [ ] Single again [[lab:one]] ^single
"""
SECOND = """
# Second
## Elsewhere
- [ ] Single [[lab:one]] ^single
- [ ] Other [[lab:three]] ^other
"""
LABS = ("one", "two", "three")
KEYS = ("single", "double", "written", "other")


def days_ago(number: int) -> datetime:
    """Noon of a day, so that no clock change moves it to another; of today, before noon, now."""
    now = timezone.localtime()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - timedelta(days=number) if number else min(now, noon)


def day_ago(number: int) -> date:
    return days_ago(number).date()


def sent(learner: User, lab: str, verdict: str, at: datetime) -> Submission:
    """A submission made and judged at one moment."""
    made = Submission.objects.create(
        learner=learner, lab=lab, source="", state=State.SETTLED, verdict=verdict, settled=at
    )
    Submission.objects.filter(pk=made.pk).update(created=at)
    return made


def ticked(learner: User, key: str, at: datetime, state: str = "claimed") -> None:
    say(learner, key, state)
    Tick.objects.filter(learner=learner, concept__key=key).update(at=at)


def timed(learner: User, kind: str, subject: str, minutes: int, ago: int = 0) -> Minutes:
    return Minutes.objects.create(learner=learner, kind=kind, subject=subject, minutes=minutes, day=day_ago(ago))


def carded(learner: User, kind: str, subject: str, ahead: int) -> Card:
    """A proof whose review is planned so many days ahead."""
    day, now = day_ago(-ahead), timezone.now()
    memory = {"stability": 5.0, "difficulty": 5.0, "reviewed": now, "due": day, "day": day}
    return Card.objects.create(learner=learner, kind=kind, subject=subject, **memory)


def claimed_value(learner: User, arxiv_id: str, values: list[float], ago: int = 0, **claim: Any) -> Claim:
    """A claim of a paper with one value a seed."""
    paper, _ = Paper.objects.get_or_create(learner=learner, arxiv_id=arxiv_id, defaults={"title": f"On {arxiv_id}"})
    tried = Reproduction.objects.create(paper=paper, month=day_ago(ago))
    made = Claim.objects.create(reproduction=tried, **({"metric": "loss", "reported": 2.0, "tolerance": 0.1} | claim))
    ClaimRun.objects.bulk_create(ClaimRun(claim=made, seed=seed, value=value) for seed, value in enumerate(values))
    ClaimRun.objects.filter(claim=made).update(created=days_ago(ago))
    return made


def a_bit_of_everything(learner: User, ago: int = 0) -> None:
    """One piece of each kind of work that the charts count, on one day."""
    at = days_ago(ago)
    sent(learner, "one", "failed", at)
    sent(learner, "one", "passed", at)
    sent(learner, "three", "failed", at)
    ticked(learner, "written", at)
    note = write(learner, f"Note of {ago} days ago", "Words.")
    type(note).objects.filter(pk=note.pk).update(created=at)
    timed(learner, "lab", "one", 30, ago)
    timed(learner, "topic", "other", 15, ago)
    kept = Exhibit.objects.create(learner=learner, concept="other", kind="link", says="It", url="https://example.org")
    Exhibit.objects.filter(pk=kept.pk).update(created=at)
    entry = Entry.objects.create(learner=learner, kind="tool", title="A tool")
    Entry.objects.filter(pk=entry.pk).update(created=at)
    routine, _ = Routine.objects.get_or_create(learner=learner, title="Teach")
    RoutineDone.objects.create(routine=routine, day=day_ago(ago))
    claimed_value(learner, f"24{1 + ago % 12:02d}.00001", [2.0, 2.01, 1.99], ago)
