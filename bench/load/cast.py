"""One learner's half-year, written by the application's own functions, each at its moment.

Everything follows from the seed and the day: the same learner comes out again (but for keys drawn at random, such as
uuids). What fills the rooms beside labs and path is in bench.load.record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

import numpy as np
import time_machine
from django.contrib.auth.models import User

from labs.catalogue import catalogue
from labs.models import CheckResult, Draft, Submission
from roadmap.path.exporting import outline_of
from roadmap.path.importing import note_origin
from roadmap.path.markdown import Outline, PhaseText, TopicText
from roadmap.path.models import MilestoneGoal, Roadmap, Tick, Topic
from roadmap.path.storing import store
from runner.compare import agree
from runner.contract import CheckResult as Result
from runner.contract import Diagnosis, Ending, Outcome, Verdict
from runner.judge import tellable
from runner.lab import Lab

DAYS: Final = 180
SUBMISSIONS: Final = 50
TOPICS: Final = 300
TICKS: Final = 200
LABS_TRIED: Final = 20
OWN_ROADMAP: Final = "my-path"


@dataclass
class Story:
    """A learner and what fate has in store for them. `today` is the last day of their half-year, at noon.

    `mark` stands in every name that has to be the only one of its kind, for those who live through it twice.
    """

    learner: User
    chance: Random
    today: datetime
    mark: str = ""

    @property
    def slug(self) -> str:
        """Of the learner's own roadmap."""
        return f"{OWN_ROADMAP}{self.mark}"

    @contextmanager
    def day(self, number: int) -> Iterator[None]:
        """As if it were `number` days after the first of the half-year, at some hour."""
        moment = self.today - timedelta(days=DAYS - number, minutes=self.chance.randrange(8 * 60))
        with time_machine.travel(moment, tick=False):
            yield


def write_path(story: Story) -> None:
    """A roadmap of the learner's own with TOPICS topics, TICKS of them ticked, and days set for two milestones."""
    origin, *others = list(Roadmap.objects.built_in())
    outline = outline_of(origin)
    outline.slug = story.slug
    for other in others:
        outline.phases += [replace(phase, key=f"also-{phase.key}") for phase in outline_of(other).phases]
    with_topics(outline, TOPICS)
    with story.day(0):
        mine, _ = store(outline, story.learner)
        note_origin(mine, origin)
    topics = list(Topic.objects.of(mine))
    ticked = story.chance.sample(list(dict.fromkeys(topic.concept_id for topic in topics)), TICKS)
    for number, at in enumerate(range(0, TICKS, 10)):
        with story.day(number * DAYS * 10 // TICKS):
            Tick.objects.set(story.learner, ticked[at : at + 9], Tick.State.CLAIMED)
            Tick.objects.set(story.learner, ticked[at + 9 : at + 10], Tick.State.SKIPPED)
    for topic in [topic for topic in topics if topic.is_milestone][:2]:
        MilestoneGoal.objects.set(story.learner, topic.concept, (story.today + timedelta(days=60)).date())


def with_topics(outline: Outline, count: int) -> None:
    """Gives the outline exactly `count` topics: its first ones, and more at its end where it has fewer."""
    left = count

    def kept(topics: list[TopicText]) -> list[TopicText]:
        nonlocal left
        stay = []
        for topic in topics:
            if left:
                left -= 1
                topic.children = kept(topic.children)
                stay.append(topic)
        return stay

    for phase in outline.phases:
        phase.topics = kept(phase.topics)
    more = [TopicText(f"Something else to learn, number {n + 1}", f"something-else-{n + 1}") for n in range(left)]
    outline.phases = [phase for phase in outline.phases if phase.topics]
    outline.phases += [PhaseText("And beyond", "and-beyond", topics=more)] if more else []


def write_submissions(story: Story) -> None:
    """SUBMISSIONS of them to a score of labs, in the order of learning: some fail first, most labs are passed."""
    slugs = list(catalogue())
    first = story.chance.randrange(max(1, len(slugs) - 2 * LABS_TRIED))
    tried = sorted(story.chance.sample(slugs[first : first + 2 * LABS_TRIED], LABS_TRIED), key=slugs.index)
    sent = sorted([*tried, *story.chance.choices(tried, k=SUBMISSIONS - LABS_TRIED)], key=tried.index)
    for number, slug in enumerate(sent):
        is_last_try = sent[number + 1 : number + 2] != [slug]
        with story.day(1 + number * (DAYS - 2) // SUBMISSIONS):
            send(story, catalogue()[slug], passes=is_last_try and story.chance.random() < 0.8)
    for slug in tried[:3]:
        Draft.objects.keep(story.learner, slug, catalogue()[slug].starter)


def send(story: Story, lab: Lab, passes: bool) -> None:
    source = lab.reference if passes else f"{lab.starter}\n# tried again\n{lab.reference}"
    made = Submission.objects.create(learner=story.learner, lab=lab.slug, source=source)
    Submission.objects.filter(pk=made.pk).begin("runner-1", timedelta(seconds=15))
    verdict = judged(story, lab, made, passes)
    Submission.objects.holding(made.pk, made.attempt).settle(verdict)
    CheckResult.objects.keep(verdict)


def judged(story: Story, lab: Lab, made: Submission, passes: bool) -> Verdict:
    """What a judge says: of one that fails, a check that shows its smallest case, and sometimes why."""
    checks = lab.check_titles
    wrong = set() if passes else set(story.chance.sample(range(len(checks)), 1 + len(checks) // 4))
    results = [
        failed(story, *check) if at in wrong else Result(*check, Outcome.PASSED, seconds=story.chance.random() / 50)
        for at, check in enumerate(checks)
    ]
    known = sorted(lab.misconceptions) if not passes and story.chance.random() < 0.5 else []
    told = Diagnosis(known[0], known[0].replace("_", " "), "This is the usual mistake here. " * 8) if known else None
    return Verdict(
        *(made.pk, made.attempt, Ending.PASSED if passes else Ending.FAILED, results, told),
        seconds=0.2 + story.chance.random(),
        seed=f"{story.chance.getrandbits(128):032x}",
        lab_digest=lab.digest,
        runner="runner-1",
        isolation="namespaces",
    )


def failed(story: Story, name: str, title: str) -> Result:
    """A check with the smallest failing case, as the judge compares two tensors."""
    drawn = np.random.default_rng(story.chance.getrandbits(32))
    expected = drawn.normal(size=(6, 8)).astype("float32")
    got = expected + (drawn.random((6, 8)) < 0.3) * drawn.normal(size=(6, 8)).astype("float32")
    difference = agree(got.astype("float32"), expected)[0]
    detail = {"inputs": {"x": str(expected)}, **tellable(difference.detail), "all": [difference.message] * 3}
    return Result(name, title, Outcome.FAILED, difference.message, 0.01, detail, "step 0\nstep 1\n")
