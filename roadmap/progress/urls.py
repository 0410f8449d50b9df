from django.urls import path

from roadmap.progress import dashboard_views, health, views
from roadmap.progress.dashboard import CHARTS
from roadmap.progress.style import style

urlpatterns = [
    path("", views.today, name="today"),
    path("dashboard/", dashboard_views.dashboard, name="dashboard"),
    path("dashboard/plotly-<str:release>.js", dashboard_views.plotly_script, name="plotly-script"),
    *(path(f"dashboard/{key}.json", dashboard_views.chart, {"key": key}, name=f"chart-{key}") for key in CHARTS),
    path("workers/", views.workers, name="workers"),
    path("style/", style, name="style"),
    path("healthz", health.healthz, name="healthz"),
]
