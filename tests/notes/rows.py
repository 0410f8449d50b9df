from typing import Any

from django.contrib.auth.models import User

from labs.markdown import Target
from roadmap.notes.writing import revise, write
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    note = write(learner, f"Note {SECRET}", f"Text {SECRET}", [Target("lab", "activation-zoo")])
    revise(note, 1, f"Note {SECRET}", f"Another text {SECRET}", note.attachments)
    return {
        "/notes/": {"pk": note.pk, "revision_pk": note.revisions.get().pk},
        "/api/notes/": {"pk": note.pk},
    }
