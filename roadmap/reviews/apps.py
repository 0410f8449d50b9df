from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "roadmap.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Lets the labs' pages and their API tell which proofs fade."""
        from labs.marks import FADES
        from roadmap.reviews.fading import fading_labs

        FADES["reviews"] = fading_labs
