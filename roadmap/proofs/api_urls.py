"""Routes of the evidence API, under /api/."""

from rest_framework.routers import SimpleRouter

from roadmap.proofs.api import ArtefactViewSet, LinkViewSet, ReadingViewSet, TeachBackViewSet

router = SimpleRouter()
router.register("teach-backs", TeachBackViewSet, basename="api-teach-back")
router.register("artefacts", ArtefactViewSet, basename="api-artefact")
router.register("readings", ReadingViewSet, basename="api-reading")
router.register("links", LinkViewSet, basename="api-link")

urlpatterns = router.urls
