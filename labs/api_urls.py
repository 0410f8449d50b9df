from rest_framework.routers import SimpleRouter

from labs.api import LabViewSet, SubmissionViewSet

router = SimpleRouter()
router.register("submissions", SubmissionViewSet, basename="api-submission")
router.register("labs", LabViewSet, basename="api-lab")

urlpatterns = router.urls
