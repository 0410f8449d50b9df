from django.urls import path

from roadmap.progress import health, views

urlpatterns = [
    path("workers/", views.workers, name="workers"),
    path("style/", views.style, name="style"),
    path("healthz", health.healthz, name="healthz"),
]
