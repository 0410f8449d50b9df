"""Routes of the habits' API, under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from roadmap.habits.api import (
    EntryViewSet,
    MinutesViewSet,
    RestDayViewSet,
    RoutineViewSet,
    RungViewSet,
    TimerViewSet,
)

router = SimpleRouter()
router.register("minutes", MinutesViewSet, basename="api-minutes")
router.register("rest-days", RestDayViewSet, basename="api-rest-day")
router.register("entries", EntryViewSet, basename="api-entry")
router.register("rungs", RungViewSet, basename="api-rung")
router.register("routines", RoutineViewSet, basename="api-routine")

urlpatterns = [
    path("timer/", TimerViewSet.as_view({"get": "retrieve", "post": "create"}), name="api-timer"),
    path("timer/stop/", TimerViewSet.as_view({"post": "stop"}), name="api-timer-stop"),
    *router.urls,
]
