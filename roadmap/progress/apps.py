from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "roadmap.progress"
    label = "progress"
