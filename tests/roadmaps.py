"""Small roadmaps and submissions for the tests of path and progress."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User

from labs.models import State, Submission
from roadmap.path.markdown import parse
from roadmap.path.models import Concept, Roadmap, Tick
from roadmap.path.storing import store

DAY_ONE = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_roadmap(text: str, owner: User | None = None, slug: str = "first") -> Roadmap:
    outline = parse(text)
    outline.slug = slug
    return store(outline, owner)[0]


def send(learner: User, lab: str, verdict: str = "passed", day: int = 0) -> Submission:
    """A settled submission, `day` days after the first."""
    settled = DAY_ONE + timedelta(days=day)
    return Submission.objects.create(
        learner=learner, lab=lab, source="", state=State.SETTLED, verdict=verdict, settled=settled
    )


def say(learner: User, key: str, state: str) -> None:
    Tick.objects.set(learner, [Concept.objects.get(key=key).pk], state)
