from django.apps import AppConfig


class PathConfig(AppConfig):
    name = "roadmap.path"
    label = "path"
