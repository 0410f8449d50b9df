"""Every page asks the database as often however much there is: of its learner, of the row it shows, of everybody.

The pages are those of the URL table (see bench/web/pages.py, which knows a row for each name in an address).
"""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from bench.load.cast import Story, send, write_path, write_submissions
from bench.load.record import announce, reproduce, write_record
from bench.web.pages import address_of, arguments, asked, templates
from labs.catalogue import catalogue
from labs.markdown import Target
from roadmap.notes.writing import revise, write
from roadmap.papers.models import Claim, Paper
from roadmap.path.curricula import load_curricula
from roadmap.proofs.models import Exhibit
from roadmap.proofs.presenting import assess, present
from roadmap.proofs.rubric import RUBRIC
from roadmap.reviews.facts import make_cards
from roadmap.reviews.models import Card, Rating, Review
from roadmap.reviews.recording import record
from tests.every_row import rows_of
from tests.test_every_route import client_of

TODAY = datetime(2026, 3, 1, 12, tzinfo=timezone.get_default_timezone())


def live(learner: User, mark: str = "") -> Story:
    """Half a year of a learner: a roadmap of 300 topics, 50 submissions, some of all else."""
    story = Story(learner, Random(f"{learner} {mark}"), TODAY, mark)
    for part in (write_path, write_submissions, write_record):
        part(story)
    return story


def deepen(story: Story, time: int) -> None:
    """More of what hangs on the rows that pages of a single row show."""
    learner, rows = story.learner, arguments(story.learner)
    paper = Paper.objects.get(pk=rows["/papers/"]["pk"])
    for number in (2, 3):
        reproduce(story, paper, number)
    Claim.objects.create(reproduction_id=rows["/papers/reproductions/"]["pk"], metric="f1", reported=1, tolerance=1)
    note = learner.notes.get(pk=rows["/notes/"]["pk"])
    revise(note, note.revision, note.title, f"{note.body} again, time {time}", note.attachments)
    for number in range(3):
        write(learner, f"About it {number}, time {time}", f"[[{note.title}]]", [Target("topic", rows["/path/"]["key"])])
    again = write(learner, f"Explained again, time {time}", "In other words.")
    assess(present(learner, rows["/path/"]["key"], again), learner, {question.key: 1 for question in RUBRIC})
    for kind in Exhibit.Kind.values:
        Exhibit.objects.create(
            learner=learner, concept=rows["/path/"]["key"], kind=kind, says="More", url="https://x.org/"
        )
    card = Card.objects.get(pk=rows["/reviews/cards/"]["pk"])
    record(card, Rating.GOOD, card.reviewed + timedelta(days=9 * time), Review.Origin.KATA)
    for _ in range(3):
        send(story, catalogue()[rows["/labs/"]["slug"]], passes=False)


@pytest.mark.django_db
def test_every_page_makes_as_many_queries_however_many_rows_there_are(owner, teammate, redis):
    known = rows_of(owner)
    load_curricula()
    announce()
    story = live(owner)
    for time in (1, 2):
        deepen(story, time)
    rows, client = known | arguments(owner), client_of(owner)
    pages = {template: address_of(template, names, rows) for template, names in templates()}
    shown = {template for template, address in pages.items() if asked(client, address) is not None}
    before = {template: asked(client, pages[template]) for template in shown}
    deepen(story, 3)
    live(owner, "-again")
    live(teammate)
    make_cards(owner)
    asked(client, "/")  # what the new roadmaps say is read once
    after = {template: asked(client, pages[template]) for template in before}
    grown = {
        template: (before[template], after[template]) for template in before if before[template] != after[template]
    }
    assert not grown, "queries before and after, by page: " + str(grown)
    assert len(before) > 100
