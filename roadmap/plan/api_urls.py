"""The route of the plan's API, under /api/."""

from django.urls import path

from roadmap.plan.api import PlanView

urlpatterns = [path("plan/", PlanView.as_view(), name="api-plan")]
