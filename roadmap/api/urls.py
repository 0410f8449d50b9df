"""Routes of the REST API that belong to no single room: labs, submissions, tokens."""

from rest_framework.routers import SimpleRouter

from roadmap.api.labs import LabViewSet
from roadmap.api.submissions import SubmissionViewSet
from roadmap.api.tokens import TokenViewSet

router = SimpleRouter()
router.register("submissions", SubmissionViewSet, basename="api-submission")
router.register("labs", LabViewSet, basename="api-lab")
router.register("tokens", TokenViewSet, basename="api-token")

urlpatterns = router.urls
