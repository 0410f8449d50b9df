"""The three questions, under /plan/."""

from django.urls import path

from roadmap.plan import views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("save/", views.save, name="plan-save"),
    path("later/", views.later, name="plan-later"),
    path("undo/", views.undo, name="plan-undo"),
]
