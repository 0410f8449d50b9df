"""Pages of the reviews, under /reviews/."""

from django.urls import path

from roadmap.reviews.views import changing, reading, sitting

urlpatterns = [
    path("", reading.index, name="reviews"),
    path("plan/", changing.plan, name="reviews-plan"),
    path("spread/", changing.spread_out, name="reviews-spread"),
    # /reviews/cards/<card>/
    path("cards/<int:pk>/", reading.card, name="review-card"),
    path("cards/<int:pk>/begin/", changing.begin_sitting, name="review-begin"),
    # /reviews/ratings/<review>/
    path("ratings/<int:pk>/undo/", changing.undo_rating, name="review-undo"),
    path("ratings/<int:pk>/easy/", changing.was_easy, name="review-easy"),
    # /reviews/sittings/<sitting>/
    path("sittings/<int:pk>/", sitting.page, name="sitting"),
    path("sittings/<int:pk>/send/", sitting.send_kata, name="sitting-send"),
    path("sittings/<int:pk>/attempt/", sitting.attempt, name="sitting-attempt"),
    path("sittings/<int:pk>/draft/", sitting.draft, name="sitting-draft"),
    path("sittings/<int:pk>/explained/", sitting.explained, name="sitting-explained"),
    path("sittings/<int:pk>/rate/", sitting.rate, name="sitting-rate"),
    path("sittings/<int:pk>/give-up/", sitting.give_up, name="sitting-give-up"),
    path("sittings/<int:pk>/put-off/", sitting.put_off, name="sitting-put-off"),
]
