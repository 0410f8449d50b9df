from typing import Any

from django.contrib.auth.models import User

from labs.markdown import Target
from roadmap.notes.models import NoteDraft, NoteImage
from roadmap.notes.writing import revise, write
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    note = write(learner, f"Note {SECRET}", f"Text {SECRET} #{SECRET}", [Target("lab", "activation-zoo")])
    revise(note, 1, f"Note {SECRET}", f"Another text {SECRET} #{SECRET}", note.attachments)
    draft = NoteDraft.objects.create(
        learner=learner, note=note, title=SECRET, body=SECRET, attached=SECRET, tags=SECRET
    )
    image = NoteImage.objects.create(learner=learner, name="f" * 32, kind="png", data=SECRET.encode(), size=10)
    return {
        "/notes/": {"pk": note.pk, "revision_pk": note.revisions.get().pk},
        "/notes/drafts/": {"key": draft.key},
        "/notes/images/": {"name": image.name, "kind": image.kind},
        "/api/notes/": {"pk": note.pk},
        "/api/notes/%(note_pk)s/": {"note_pk": note.pk, "pk": note.revisions.get().pk},
    }
