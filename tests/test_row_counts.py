import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from roadmap.celery import app
from roadmap.notes.models import LinkKind, Note, NoteLink
from roadmap.row_counts import count_rows


@pytest.mark.django_db
def test_sqlite_looks_a_learners_rows_up_by_the_learner_once_it_has_counted(owner):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts by itself")
    others = User.objects.bulk_create(User(username=f"learner-{number}") for number in range(200))
    notes = Note.objects.bulk_create(Note(learner=one, title="Note", title_folded="note") for one in [owner, *others])
    NoteLink.objects.bulk_create(NoteLink(note=note, kind=LinkKind.TAG, target="one") for note in notes)
    count_rows()
    plan = NoteLink.objects.tags_of(owner).explain()
    assert "note_id=?" in plan
    assert "kind=? AND target" not in plan


def test_every_task_of_the_clock_is_known_to_the_results_worker():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
