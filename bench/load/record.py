"""What else a learner has: notes, explanations, papers, the arXiv queue, reviews, habits."""

from __future__ import annotations

import io
import uuid
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from PIL import Image

from bench.load.cast import DAYS, Story
from labs.catalogue import catalogue
from labs.markdown import Target
from labs.models import Submission
from roadmap.api.models import KeptAnswer
from roadmap.habits.models import Entry, Minutes, RestDay, Routine, RoutineDone, Rung
from roadmap.notes.images import keep_image
from roadmap.notes.models import NoteDraft
from roadmap.notes.writing import revise, write
from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.models import Feed, Preprint
from roadmap.papers.models import Claim, ClaimRun, Experiment, Paper, Reproduction, RestMonth
from roadmap.path.exporting import outline_of
from roadmap.path.markdown import render
from roadmap.path.models import Draft, DraftStep, Roadmap, Topic
from roadmap.proofs.models import Exhibit
from roadmap.proofs.presenting import assess, present
from roadmap.proofs.rubric import RUBRIC
from roadmap.reviews.facts import make_cards
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan, Sitting
from roadmap.reviews.recording import record
from roadmap.vault.models import Record

CATEGORIES: Final = ("cs.LG", "stat.ML")
PREPRINTS: Final = 120
NOTES, PAPERS, EXPLAINED, KEPT, TIMED = 8, 5, 3, 6, 60
PARAGRAPH: Final = """The gradient says where the loss falls fastest, and *only here*: a step too long leaves the
place it speaks of. With $\\theta_{t+1} = \\theta_t - \\eta \\nabla L(\\theta_t)$ the rate $\\eta$ decides. See
[[lab:%s]] and #%s.

```python
def step(x: float, rate: float = 0.1) -> float:
    return x - rate * gradient(x)
```

| rate | loss |
|---|---|
| 0.1 | 0.31 |
| 0.5 | 2.70 |
"""


def announce() -> None:
    """The arXiv entries that everybody sees."""
    feeds = [Feed.objects.create(category=category) for category in CATEGORIES]
    entries = Preprint.objects.bulk_create(
        Preprint(
            arxiv_id=f"2604.{number:05}",
            title=f"On the depth of networks, part {number}",
            authors="A. Author\nB. Author",
            abstract="We look at how far a signal travels through many layers. " * 12,
            categories=CATEGORIES[number % 2],
            announced=timezone.now() - timedelta(days=number // 10),
        )
        for number in range(PREPRINTS)
    )
    for number, entry in enumerate(entries):
        entry.feeds.add(feeds[number % 2])


def write_record(story: Story) -> None:
    for part in (write_notes, explain, log_papers, follow_arxiv, keep_proofs, review, spend_time, climb, leave_open):
        part(story)


def concepts(story: Story) -> list[str]:
    mine = Topic.objects.filter(phase__roadmap__owner=story.learner).order_by("position")
    return list(mine.values_list("concept__key", flat=True))


def write_notes(story: Story) -> None:
    labs = list(catalogue())
    for number in range(NOTES):
        title, before = (f"What I saw, number {n}{story.mark}" for n in (number, number - 1))
        lab, topic = story.chance.choice(labs), story.chance.choice(concepts(story))
        text = f"# Seen today\n\n{PARAGRAPH % (lab, 'descent')}" * story.chance.randint(1, 4)
        with story.day(number * 20):
            note = write(story.learner, title, text, [Target("topic", topic)])
        if number % 2:
            with story.day(number * 20 + 5):
                revise(note, 1, title, f"{text}\n[[{before}]]", note.attachments)
    picture = io.BytesIO()
    Image.new("RGB", (32, 32), story.chance.choice(["teal", "navy"])).save(picture, "PNG")
    keep_image(story.learner, picture.getvalue())
    NoteDraft.objects.create(learner=story.learner, title="Begun", body=PARAGRAPH % (labs[0], "descent"))


def explain(story: Story) -> None:
    levels = {question.key: 1 for question in RUBRIC}
    for number, concept in enumerate(story.chance.sample(concepts(story), EXPLAINED)):
        with story.day(60 + 30 * number):
            text = PARAGRAPH % ("activation-zoo", "explained")
            note = write(story.learner, f"{concept}, in my own words{story.mark}", text)
            assess(present(story.learner, concept, note), story.learner, levels, "Clear enough.")


def log_papers(story: Story) -> None:
    for number in range(PAPERS):
        with story.day(number * 30):
            paper = Paper.objects.create(
                learner=story.learner,
                title=f"A paper read in month {number + 1}",
                arxiv_id=f"170{1 + len(story.mark)}.{number:05}",
                authors="A. Author; B. Author",
                year=2017,
                abstract="What is claimed, and on what it rests. " * 20,
            )
            reproduce(story, paper, number)
    RestMonth.objects.create(learner=story.learner, month=date(2035 + len(story.mark), 1, 1))


def reproduce(story: Story, paper: Paper, number: int) -> None:
    month = (story.today - timedelta(days=30 * number)).date()
    status = Reproduction.Status.DONE if number else Reproduction.Status.RUNNING
    made = Reproduction.objects.create(paper=paper, month=month, status=status, plan="One seed first. " * 20)
    for metric in ("accuracy", "loss"):
        claim = Claim.objects.create(reproduction=made, metric=metric, data_set="digits", reported=0.9, tolerance=0.05)
        values = [ClaimRun(claim=claim, seed=seed, value=0.88 + story.chance.random() / 25) for seed in range(3)]
        ClaimRun.objects.bulk_create(values)
    if number == 1:
        sent = Submission.objects.create(
            learner=story.learner, lab="reproduction", source="def run(config, seed): ...", work={"kind": "other"}
        )
        Submission.objects.filter(pk=sent.pk).update(state="settled", verdict="reported", settled=timezone.now())
        Experiment.objects.create(reproduction=made, submission=sent)


def follow_arxiv(story: Story) -> None:
    marking.follow(story.learner, CATEGORIES)
    for number, entry in enumerate(story.chance.sample(list(Preprint.objects.all()), 12)):
        mark = marking.mark_of(story.learner, entry)
        if number % 3 == 0:
            marking.star(mark, True)
        elif number % 3 == 1:
            marking.dismiss(mark, True)
        else:
            marking.tag(mark, "later")


def keep_proofs(story: Story) -> None:
    kinds = list(Exhibit.Kind.values)
    for number, concept in enumerate(story.chance.sample(concepts(story), KEPT)):
        Exhibit.objects.create(
            learner=story.learner,
            concept=concept,
            kind=kinds[number % len(kinds)],
            says="What was made, and how it can be seen to work.",
            url="https://example.org/it",
            day=day_of(story, number * 20),
            log="epoch 1 loss 0.3\n" * 30,
        )


def review(story: Story) -> None:
    """The cards of what was proven; half of them were reviewed once since."""
    ReviewPlan.objects.get_or_create(learner=story.learner)
    with story.day(DAYS):
        make_cards(story.learner)
    cards = list(Card.objects.of(story.learner).order_by("pk"))
    for card in cards[::2]:
        record(card, Rating.GOOD, card.reviewed + timedelta(days=7), Review.Origin.TEACH_BACK, seconds=900)
    if not Sitting.objects.of(story.learner).open().exists():
        Sitting.objects.create(card=cards[-1], draft="Begun.")


def spend_time(story: Story) -> None:
    labs = list(catalogue())
    for number in range(TIMED):
        Minutes.objects.create(
            learner=story.learner,
            kind="lab",
            subject=labs[number % 15],
            day=day_of(story, number * 3),
            minutes=story.chance.randint(10, 90),
        )
    RestDay.objects.bulk_create(
        RestDay(learner=story.learner, day=day_of(story, n * 30 + len(story.mark))) for n in range(6)
    )


def climb(story: Story) -> None:
    for key in ("mnist", "cifar-10"):
        begun = {"begun": day_of(story, 10), "learned": "Much."}
        Rung.objects.create(learner=story.learner, ladder="images", key=f"{key}{story.mark}", **begun)
    for kind in Entry.Kind.values:
        Entry.objects.create(learner=story.learner, kind=kind, title=f"A {kind}", day=day_of(story, 50))
    routine = Routine.objects.create(learner=story.learner, title=f"Read the queue{story.mark}")
    RoutineDone.objects.bulk_create(RoutineDone(routine=routine, day=day_of(story, n * 7)) for n in range(24))


def leave_open(story: Story) -> None:
    """What is begun and not finished, and what came from elsewhere."""
    mine = Roadmap.objects.get(owner=story.learner, slug=story.slug)
    draft = Draft.objects.create(learner=story.learner, slug=mine.slug)
    DraftStep.objects.create(draft=draft, text=render(outline_of(mine)), said="Begun.")
    KeptAnswer.objects.create(learner=story.learner, key=f"k{story.mark}", fingerprint="", status=201, body="{}")
    Record.objects.create(
        learner=story.learner,
        uuid=uuid.UUID(int=story.chance.getrandbits(128)),
        lab=next(iter(catalogue())),
        verdict="passed",
        created=story.today,
        source="x = 1\n",
        text="---\nkind: submission\n---\n```python\nx = 1\n```\n",
    )


def day_of(story: Story, number: int) -> date:
    return (story.today - timedelta(days=DAYS - number)).date()
