"""Routes of roadmaps, topics and ticks, under /api/."""

from rest_framework.routers import SimpleRouter

from roadmap.path.api import RoadmapViewSet, TickViewSet, TopicViewSet

router = SimpleRouter()
router.register("roadmaps", RoadmapViewSet, basename="api-roadmap")
router.register(r"roadmaps/(?P<roadmap>[-\w]+)/topics", TopicViewSet, basename="api-topic")
router.register("ticks", TickViewSet, basename="api-tick")

urlpatterns = router.urls
