"""Routes of the notes API, under /api/."""

from rest_framework.routers import SimpleRouter

from roadmap.notes.api import NoteViewSet

router = SimpleRouter()
router.register("notes", NoteViewSet, basename="api-note")
urlpatterns = router.urls
