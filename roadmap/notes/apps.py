from django.apps import AppConfig

from roadmap.links import RESOLVERS


class NotesConfig(AppConfig):
    name = "roadmap.notes"
    label = "notes"

    def ready(self) -> None:
        """Lets wikilinks lead to notes, and tags to the notes that have them."""
        from roadmap.notes.links import found_notes, found_tags

        RESOLVERS["note"] = found_notes
        RESOLVERS["tag"] = found_tags
