from django.apps import AppConfig

from roadmap.links import RESOLVERS


class NotesConfig(AppConfig):
    name = "roadmap.notes"
    label = "notes"

    def ready(self) -> None:
        """Lets wikilinks lead to notes."""
        from roadmap.notes.links import found_notes

        RESOLVERS["note"] = found_notes
