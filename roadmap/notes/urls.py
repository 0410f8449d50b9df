"""Pages of the notes, under /notes/."""

from django.urls import path, re_path

from roadmap.notes.views import drafts, images, reading, writing

urlpatterns = [
    path("", reading.index, name="notes-index"),
    path("new/", writing.new, name="note-new"),
    path("preview/", reading.preview, name="notes-preview"),
    path("tags/", reading.tags, name="notes-tags"),
    path("drafts/", drafts.drafts, name="notes-drafts"),
    path("drafts/<uuid:key>/", drafts.keep, name="note-draft"),
    path("drafts/<uuid:key>/drop/", drafts.drop, name="note-draft-drop"),
    # Where a vault has them too: a note shows its pictures here and there.
    path("images/", images.add, name="note-image-add"),
    re_path(r"^images/(?P<name>[0-9a-f]{32})\.(?P<kind>png|jpg|gif|webp)$", images.image, name="note-image"),
    path("complete/", reading.complete, name="notes-complete"),
    path("beside/", reading.beside, name="notes-beside"),
    # /notes/<note>/
    path("<int:pk>/", reading.note, name="note"),
    path("<int:pk>/edit/", writing.edit, name="note-edit"),
    path("<int:pk>/delete/", writing.delete, name="note-delete"),
    path("<int:pk>/history/", reading.history, name="note-history"),
    path("<int:pk>/history/<int:revision_pk>/", reading.revision, name="note-revision"),
    path("<int:pk>/history/<int:revision_pk>/restore/", writing.restore, name="note-restore"),
]
