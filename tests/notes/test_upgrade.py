"""Notes that were written before there was a search, a uuid or a tag."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from roadmap.notes.models import Note


def migrated_to(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before(transactional_db):
    """The notes app as it was at first; afterwards everything is as it is now."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        yield migrated_to([("notes", "0001_initial")]), leaves
    finally:
        migrated_to(leaves)


@pytest.mark.slow
def test_notes_of_the_first_version_are_each_found_and_have_a_uuid_of_their_own(before):
    apps, leaves = before
    learner = User.objects.create_user("writer")
    for title in ("One", "Two"):
        apps.get_model("notes", "Note").objects.create(
            learner_id=learner.pk,
            title=title,
            title_folded=title.lower(),
            body="the **chain** rulé",
            updated=timezone.now(),
        )
    migrated_to(leaves)
    found = Note.objects.of(learner).search("rule chain").with_text()
    assert {(note.title, note.shown) for note in found} == {("One", "the chain rulé"), ("Two", "the chain rulé")}
    assert len({note.uuid for note in found}) == 2
