"""Routes of Today's API, under /api/."""

from django.urls import path

from roadmap.progress.api import TodayView

urlpatterns = [path("today/", TodayView.as_view(), name="api-today")]
