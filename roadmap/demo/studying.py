"""An evening's work: what is due comes first, then the lab at hand, then what is only read and ticked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

import time_machine

from labs.catalogue import catalogue
from roadmap.demo.calendar import DAYS, Evening
from roadmap.demo.judging import Bench, attempts
from roadmap.habits.models import About, Minutes
from roadmap.path.markdown import plain
from roadmap.path.models import Roadmap, Topic, TopicLink
from roadmap.path.standing import Standing
from roadmap.path.ticking import OPEN, claim
from roadmap.reviews.models import KataAttempt, Kind, Rating
from roadmap.reviews.queue import Item, looked_up
from roadmap.reviews.sittings import begin, finish, former_text, settle_katas

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from runner.lab import Lab

SHARE_ON_LABS: Final = 0.45  # of the minutes of an evening; the rest is reading
PACE: Final = 2.0  # times the lab's own estimate
REVIEWS_AN_EVENING: Final = 2
REVIEWED_UNTIL: Final = DAYS - 12  # then they were let slide, so that something is due
READING_MINUTES: Final = 160  # a topic that no lab proves
KATA_SLIP: Final = 0.2


@dataclass
class Work:
    """One lab under way: what is still to be sent, and after how many more minutes the next of it."""

    lab: Lab
    sources: list[str]
    between: float
    left: float

    @classmethod
    def on(cls, lab: Lab, chance: Random) -> Work:
        sources = attempts(lab, chance)
        between = lab.minutes * PACE * chance.uniform(0.7, 1.4) / len(sources)
        return cls(lab, sources, between, between)


@dataclass
class Studying:
    learner: User
    roadmap: Roadmap
    bench: Bench
    chance: Random
    work: Work | None = None
    reading: float = 0.0
    begun: set[str] = field(default_factory=set)

    def evening(self, evening: Evening) -> None:
        moment = evening.begins
        if evening.number < REVIEWED_UNTIL:
            moment = self.review(moment)
        moment = self.build(moment, evening.minutes * SHARE_ON_LABS)
        self.read(moment, evening.minutes * (1 - SHARE_ON_LABS))

    # Reviews

    def review(self, moment: datetime) -> datetime:
        """The first of what is due; gives when that was done."""
        with time_machine.travel(moment, tick=False):
            due = looked_up(self.learner).today[:REVIEWS_AN_EVENING]
        for item in due:
            moment = self.kata(item, moment) if item.card.kind == Kind.LAB else self.explain_again(item, moment)
        return moment

    def kata(self, item: Item, moment: datetime) -> datetime:
        lab = catalogue()[item.card.subject]
        with time_machine.travel(moment, tick=False):
            sitting = begin(item.card)
        slips = [self.chance.choice(sorted(lab.misconceptions.values()))] if self.chance.random() < KATA_SLIP else []
        for source in [*slips, lab.reference]:
            moment += timedelta(minutes=self.chance.uniform(4, 12))
            sent = self.bench.submit(self.learner, lab, source, moment)
            KataAttempt.objects.create(sitting=sitting, submission=sent)
        with time_machine.travel(moment, tick=False):
            settle_katas(self.learner)
        return moment

    def explain_again(self, item: Item, moment: datetime) -> datetime:
        former = former_text(item.card)
        with time_machine.travel(moment, tick=False):
            sitting = begin(item.card)
            sitting.draft = former.text.partition("\n\n")[0] if former else item.link.title
            sitting.save(update_fields=["draft"])
        moment += timedelta(minutes=self.chance.uniform(5, 15))
        with time_machine.travel(moment, tick=False):
            finish(sitting, self.chance.choice([Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.EASY]))
        return moment

    # Labs

    def build(self, moment: datetime, minutes: float) -> datetime:
        """The lab at hand, and the one after it where there is time; gives when that ended."""
        while minutes >= 1 and (work := self.work or self.next_work()):
            spent = min(minutes, work.left)
            moment += timedelta(minutes=spent)
            minutes -= spent
            work.left -= spent
            self.note_minutes(About.LAB, work.lab.slug, spent, moment)
            if work.left <= 0:
                self.bench.submit(self.learner, work.lab, work.sources.pop(0), moment)
                work.left = work.between
            self.work = work if work.sources else None
        return moment

    def next_work(self) -> Work | None:
        lab = next((lab for lab in self.labs_in_order() if lab.slug not in self.begun), None)
        if lab is None:
            return None
        self.begun.add(lab.slug)
        return Work.on(lab, self.chance)

    def labs_in_order(self) -> Iterator[Lab]:
        """The catalogue's labs as the roadmap names them."""
        links = TopicLink.objects.filter(topic__phase__roadmap=self.roadmap, kind=TopicLink.Kind.LAB)
        slugs = links.order_by("topic__position", "position").values_list("target", flat=True)
        known = catalogue()
        return (known[slug] for slug in dict.fromkeys(slugs) if slug in known)

    # Reading

    def read(self, moment: datetime, minutes: float) -> None:
        """The next topic that no lab of the catalogue proves: ticked when there was time enough for it."""
        standing = Standing.of(self.learner, self.roadmap)
        topic = next((topic for topic in standing.topics if self.is_to_read(standing, topic)), None)
        if topic is None:
            return
        moment += timedelta(minutes=minutes)
        self.note_minutes(About.TOPIC, topic.concept.key, minutes, moment)
        self.reading += minutes
        if self.reading >= READING_MINUTES:
            self.reading = 0.0
            with time_machine.travel(moment, tick=False):
                claim(self.learner, standing, topic.concept.key)

    def is_to_read(self, standing: Standing, topic: Topic) -> bool:
        at = standing.at(topic)
        provable = any(part.kind == "lab" and part.target in catalogue() for part in at.parts)
        return at.is_leaf and at.own in OPEN and not topic.is_milestone and not provable and bool(plain(topic.title))

    def note_minutes(self, kind: About, subject: str, minutes: float, at: datetime) -> None:
        whole = round(minutes)
        if whole:
            with time_machine.travel(at, tick=False):
                told = {"kind": kind, "subject": subject, "day": at.date(), "minutes": whole}
                Minutes.objects.create(learner=self.learner, timed=self.chance.random() < 0.6, **told)
