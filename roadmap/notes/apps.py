from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "roadmap.notes"
    label = "notes"
