"""Routes of the notes API, under /api/."""

from rest_framework.routers import SimpleRouter

from roadmap.notes.api import NoteViewSet
from roadmap.notes.api_history import NoteHistoryViewSet

router = SimpleRouter()
router.register("notes", NoteViewSet, basename="api-note")
router.register(r"notes/(?P<note_pk>\d{1,18})/history", NoteHistoryViewSet, basename="api-note-history")
urlpatterns = router.urls
