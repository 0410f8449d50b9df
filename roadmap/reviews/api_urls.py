"""Routes of the reviews' API, under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from roadmap.reviews.api import CardViewSet, PlanView, ReviewViewSet, SittingViewSet

router = SimpleRouter()
router.register("cards", CardViewSet, basename="api-card")
router.register("sittings", SittingViewSet, basename="api-sitting")
router.register("ratings", ReviewViewSet, basename="api-rating")

urlpatterns = [path("review-plan/", PlanView.as_view(), name="api-review-plan"), *router.urls]
