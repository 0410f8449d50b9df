import pytest
from django.conf import settings
from django.db import connection

from roadmap.celery import app
from roadmap.notes.models import LinkKind, NoteLink
from roadmap.notes.writing import write
from roadmap.row_counts import count_rows


@pytest.mark.django_db
def test_sqlite_looks_a_learners_rows_up_by_the_learner_once_it_has_counted(owner, teammate):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts by itself")
    for number in range(40):
        write(teammate, f"Note {number}", "#one #two #three")
    write(owner, "Note", "#one")
    count_rows()
    plan = NoteLink.objects.of(owner).filter(kind=LinkKind.TAG).explain()
    assert "note_id=?" in plan
    assert "kind=? AND target" not in plan


def test_every_task_of_the_clock_is_known_to_the_results_worker():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
