import django.db.models.deletion
from django.db import migrations, models

# The words arrive without accents and case (roadmap.notes.words), so neither database has to take them away.
FTS5 = """
    CREATE VIRTUAL TABLE notes_notewords
    USING fts5(note_id UNINDEXED, title, body, shown UNINDEXED, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')
"""
VECTOR = """
    ALTER TABLE notes_notewords ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.simple'::regconfig, title), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, body), 'D')
    ) STORED
"""
VECTOR_INDEX = "CREATE INDEX notes_notewords_vector ON notes_notewords USING gin (vector)"


class CreateSearched(migrations.CreateModel):
    """A table that each database searches in its own way."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor == "sqlite":
            editor.execute(FTS5)
            return
        super().database_forwards(app_label, editor, from_state, to_state)
        if editor.connection.vendor == "postgresql":
            editor.execute(VECTOR)
            editor.execute(VECTOR_INDEX)


class Migration(migrations.Migration):

    dependencies = [("notes", "0002_uuid_and_tags")]

    operations = [
        CreateSearched(
            name="NoteWords",
            fields=[
                ("id", models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False)),
                (
                    "note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="notes.note",
                    ),
                ),
                ("title", models.TextField()),
                ("body", models.TextField()),
                ("shown", models.TextField()),
            ],
        ),
    ]
