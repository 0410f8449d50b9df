from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "roadmap.reviews"
    label = "reviews"
