from django.apps import AppConfig


class HabitsConfig(AppConfig):
    name = "roadmap.habits"
    label = "habits"
