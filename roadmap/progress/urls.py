from django.urls import path

from roadmap.progress import health, views

urlpatterns = [
    path("style/", views.style, name="style"),
    path("healthz", health.healthz, name="healthz"),
]
