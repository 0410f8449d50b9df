"""The tour, under /tour/."""

from django.urls import path

from roadmap.tour import views

urlpatterns = [
    path("", views.tour, name="tour"),
    path("begin/", views.begin, name="tour-begin"),
    path("stop/", views.stop, name="tour-stop"),
    path("end/", views.stop_tour, name="tour-end"),
]
