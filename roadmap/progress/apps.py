from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "roadmap.progress"
    label = "progress"

    def ready(self) -> None:
        """Makes our Celery app the one that labs send their jobs through, in every thread of the web process."""
        from roadmap.celery import app

        app.set_default()
