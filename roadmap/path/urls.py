"""Pages of the path, under /path/."""

from django.urls import path

from roadmap.path.views import editing, forks, importing, milestones, roadmaps, topics

urlpatterns = [
    path("", roadmaps.index, name="path-index"),
    # /path/milestones/<key>/
    path("milestones/", milestones.milestones, name="milestones"),
    path("milestones/<slug:key>/date/", milestones.set_date, name="milestone-date"),
    path("milestones/<slug:key>/claim/", milestones.claim, name="milestone-claim"),
    path("milestones/<slug:key>/unclaim/", milestones.unclaim, name="milestone-unclaim"),
    path("import/", importing.import_page, name="path-import"),
    # /path/drafts/<roadmap>/
    path("drafts/<slug:slug>/", importing.draft, name="path-draft"),
    path("drafts/<slug:slug>/confirm/", importing.confirm, name="path-draft-confirm"),
    path("drafts/<slug:slug>/discard/", importing.discard, name="path-draft-discard"),
    path("drafts/<slug:slug>/undo/", importing.undo, name="path-draft-undo"),
    path("drafts/<slug:slug>/same/", importing.same, name="path-draft-same"),
    # /path/edit/<roadmap>/
    path("edit/<slug:slug>/", editing.editor, name="path-edit"),
    path("edit/<slug:slug>/text/", editing.text, name="path-edit-text"),
    path("edit/<slug:slug>/text/changes/", editing.text_changes, name="path-edit-text-changes"),
    path("edit/<slug:slug>/undo/", editing.undo, name="path-edit-undo"),
    path("edit/<slug:slug>/delete/", editing.delete, name="path-delete"),
    path("edit/<slug:slug>/topic/", editing.topic, name="path-edit-topic"),
    path("edit/<slug:slug>/topic/describe/", editing.describe, name="path-edit-describe"),
    path("edit/<slug:slug>/topic/add/", editing.add, name="path-edit-add"),
    path("edit/<slug:slug>/topic/link/", editing.link, name="path-edit-link"),
    path("edit/<slug:slug>/topic/up/", editing.up, name="path-edit-up"),
    path("edit/<slug:slug>/topic/down/", editing.down, name="path-edit-down"),
    path("edit/<slug:slug>/topic/nest/", editing.nest, name="path-edit-nest"),
    path("edit/<slug:slug>/topic/unnest/", editing.unnest, name="path-edit-unnest"),
    path("edit/<slug:slug>/topic/put/", editing.put, name="path-edit-put"),
    path("edit/<slug:slug>/topic/remove/", editing.remove, name="path-edit-remove"),
    path("edit/<slug:slug>/phase/add/", editing.add_phase, name="path-edit-phase-add"),
    path("edit/<slug:slug>/phase/describe/", editing.describe_phase, name="path-edit-phase-describe"),
    path("edit/<slug:slug>/phase/up/", editing.phase_up, name="path-edit-phase-up"),
    path("edit/<slug:slug>/phase/down/", editing.phase_down, name="path-edit-phase-down"),
    path("edit/<slug:slug>/phase/remove/", editing.remove_phase, name="path-edit-phase-remove"),
    # /path/fork/<built-in roadmap>/, /path/upstream/<fork>/
    path("fork/<slug:slug>/", forks.fork, name="path-fork"),
    path("upstream/<slug:slug>/", forks.upstream, name="path-upstream"),
    path("upstream/<slug:slug>/take/", forks.take, name="path-upstream-take"),
    # /path/<roadmap>/
    path("<slug:slug>.md", roadmaps.export, name="path-export"),
    path("<slug:slug>/", roadmaps.roadmap, name="path-roadmap"),
    # /path/<roadmap>/<phase>/
    path("<slug:slug>/<slug:phase>/topics/", roadmaps.phase, name="path-phase"),
    # /path/<roadmap>/<concept>/
    path("<slug:slug>/<slug:key>/", topics.topic, name="topic"),
    path("<slug:slug>/<slug:key>/standing/", topics.standing, name="topic-standing"),
    path("<slug:slug>/<slug:key>/tick/", topics.tick, name="topic-tick"),
    path("<slug:slug>/<slug:key>/untick/", topics.untick, name="topic-untick"),
    path("<slug:slug>/<slug:key>/skip/", topics.skip, name="topic-skip"),
    path("<slug:slug>/<slug:key>/unskip/", topics.unskip, name="topic-unskip"),
]
