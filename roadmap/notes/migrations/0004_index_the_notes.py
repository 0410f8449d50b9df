from django.db import migrations

from roadmap.notes.words import shown_text, words_of


def index_each(apps, editor):
    Note, NoteWords = apps.get_model("notes", "Note"), apps.get_model("notes", "NoteWords")
    for note in Note.objects.filter(words=None).iterator():
        title, body = " ".join(words_of(note.title)), " ".join(words_of(note.body))
        NoteWords.objects.create(pk=note.pk, note=note, title=title, body=body, shown=shown_text(note.body))


class Migration(migrations.Migration):
    """Notes that were written before there was a search of their words."""

    dependencies = [("notes", "0003_search")]

    operations = [migrations.RunPython(index_each, migrations.RunPython.noop)]
