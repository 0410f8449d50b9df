"""The table of contents: every page and every API route begins here."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

urlpatterns = [
    path("", include("roadmap.progress.urls")),  # /, /dashboard/, /healthz, /workers/
    path("path/", include("roadmap.path.urls")),
    path("plan/", include("roadmap.plan.urls")),
    path("tour/", include("roadmap.tour.urls")),
    path("labs/", include("labs.urls")),
    path("papers/", include("roadmap.papers.urls")),
    path("notes/", include("roadmap.notes.urls")),
    path("proofs/", include("roadmap.proofs.urls")),
    path("habits/", include("roadmap.habits.urls")),
    path("reviews/", include("roadmap.reviews.urls")),
    path("account/vault/", include("roadmap.vault.urls")),
    path("account/", include("roadmap.accounts.urls")),
    path("api/", include("roadmap.api.urls")),  # /api/submissions/, /api/labs/, /api/tokens/
    path("api/", include("roadmap.path.api_urls")),  # /api/roadmaps/, /api/ticks/
    path("api/", include("roadmap.papers.api_urls")),  # /api/papers/, /api/reproductions/, /api/claims/, ...
    path("api/", include("roadmap.notes.api_urls")),  # /api/notes/
    path("api/", include("roadmap.proofs.api_urls")),  # /api/teach-backs/, /api/artefacts/, /api/readings/, /api/links/
    path("api/", include("roadmap.habits.api_urls")),  # /api/minutes/, /api/timer/, /api/entries/, /api/rungs/, ...
    path("api/", include("roadmap.reviews.api_urls")),  # /api/cards/, /api/sittings/, /api/ratings/, /api/review-plan/
    path("api/", include("roadmap.vault.api_urls")),  # /api/vault/
    path("api/", include("roadmap.plan.api_urls")),  # /api/plan/
    path("api/", include("roadmap.progress.api_urls")),  # /api/today/
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
]
