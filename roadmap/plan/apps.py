from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "roadmap.plan"
    label = "plan"
