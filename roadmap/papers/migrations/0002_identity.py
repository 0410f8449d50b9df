"""Each row gets an identity that it keeps when it leaves with its owner."""

import uuid

from django.db import migrations, models

KINDS = ("Paper", "Reproduction", "Claim")


def identify(apps, schema_editor):
    for kind in KINDS:
        rows = apps.get_model("papers", kind).objects
        for pk in rows.filter(uuid=None).values_list("pk", flat=True):
            rows.filter(pk=pk).update(uuid=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("papers", "0001_initial"),
    ]

    operations = [
        *(
            migrations.AddField(kind, "uuid", models.UUIDField(default=None, null=True, editable=False))
            for kind in KINDS
        ),
        migrations.RunPython(identify, migrations.RunPython.noop),
        *(
            migrations.AlterField(kind, "uuid", models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
            for kind in KINDS
        ),
    ]
