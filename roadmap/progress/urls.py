from django.urls import path

from roadmap.progress import health, views
from roadmap.progress.style import style

urlpatterns = [
    path("", views.today, name="today"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/claimed-and-proven.json", views.claimed_and_proven, name="claimed-and-proven"),
    path("dashboard/activity.json", views.activity_by_day, name="activity-by-day"),
    path("dashboard/reviews.json", views.reviews_ahead, name="reviews-ahead"),
    path("dashboard/plotly-<str:release>.js", views.plotly_script, name="plotly-script"),
    path("workers/", views.workers, name="workers"),
    path("style/", style, name="style"),
    path("healthz", health.healthz, name="healthz"),
]
