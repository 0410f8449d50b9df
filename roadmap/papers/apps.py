from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "roadmap.papers"
    label = "papers"
