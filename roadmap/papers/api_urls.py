"""Routes of the paper log's API, under /api/."""

from rest_framework.routers import SimpleRouter

from roadmap.papers.api import ClaimViewSet, PaperViewSet, QueueViewSet, ReproductionViewSet, ValueViewSet

router = SimpleRouter()
router.register("papers", PaperViewSet, basename="api-paper")
router.register("reproductions", ReproductionViewSet, basename="api-reproduction")
router.register("claims", ClaimViewSet, basename="api-claim")
router.register("values", ValueViewSet, basename="api-value")
router.register("arxiv", QueueViewSet, basename="api-arxiv")
urlpatterns = router.urls
