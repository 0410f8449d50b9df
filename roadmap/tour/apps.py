from django.apps import AppConfig


class TourConfig(AppConfig):
    name = "roadmap.tour"
    label = "tour"
