import uuid

from django.conf import settings
from django.db import migrations, models


def name_each(apps, editor):
    Note = apps.get_model("notes", "Note")
    # The column came with one default for all rows that there were.
    for note in Note.objects.only("pk").iterator():
        Note.objects.filter(pk=note.pk).update(uuid=uuid.uuid4())


class Migration(migrations.Migration):
    """Every note gets a name of its own that stays with it wherever its learner takes it."""

    dependencies = [("notes", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AlterField(
            model_name="notelink",
            name="kind",
            field=models.CharField(
                choices=[
                    ("note", "Note"),
                    ("topic", "Topic"),
                    ("lab", "Lab"),
                    ("paper", "Paper"),
                    ("tag", "Tag"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(name_each, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="note",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("learner", "uuid"), name="one_note_per_uuid"),
        ),
    ]
