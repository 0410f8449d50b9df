from django.urls import path

from roadmap.progress import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
]
