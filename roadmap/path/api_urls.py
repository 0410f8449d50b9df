"""Routes of roadmaps, topics and ticks, under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from roadmap.path.api import RoadmapViewSet, TickViewSet, TopicViewSet
from roadmap.path.api_import import RoadmapImportView

router = SimpleRouter()
router.register("roadmaps", RoadmapViewSet, basename="api-roadmap")
router.register(r"roadmaps/(?P<roadmap>[-\w]+)/topics", TopicViewSet, basename="api-topic")
router.register("ticks", TickViewSet, basename="api-tick")

urlpatterns = [path("roadmaps/import/", RoadmapImportView.as_view(), name="api-roadmap-import"), *router.urls]
