from django.apps import AppConfig

from roadmap.links import RESOLVERS, SUGGESTERS


class NotesConfig(AppConfig):
    name = "roadmap.notes"
    label = "notes"

    def ready(self) -> None:
        """Lets wikilinks lead to notes, and tags to the notes that have them."""
        from roadmap.notes.links import found_notes, found_tags, suggested_notes

        RESOLVERS["note"] = found_notes
        SUGGESTERS["note"] = suggested_notes
        RESOLVERS["tag"] = found_tags
