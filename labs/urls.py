from django.urls import path

from labs.views import attempts, cases, catalogue, drafts, lab, notebook, stream

urlpatterns = [
    path("", catalogue.labs_index, name="labs-index"),
    # /labs/submissions/<id>/
    path("submissions/<int:pk>/", attempts.submission, name="submission"),
    path("submissions/<int:pk>/events/", stream.submission_events, name="submission-events"),
    path("submissions/<int:pk>/cancel/", attempts.submission_cancel, name="submission-cancel"),
    path("submissions/<int:pk>/checks/<slug:name>/error/", cases.case_error, name="case-error"),
    path("submissions/<int:pk>/checks/<slug:name>/replay/", cases.case_replay, name="case-replay"),
    # /labs/drafts/<id>/
    path("drafts/<int:pk>/drop/", drafts.draft_drop, name="draft-drop"),
    # /labs/<slug>/
    path("<slug:slug>/", lab.lab, name="lab"),
    path("<slug:slug>/submit/", lab.lab_submit, name="lab-submit"),
    path("<slug:slug>/draft/", drafts.lab_draft, name="lab-draft"),
    path("<slug:slug>/notebook/", notebook.lab_notebook, name="lab-notebook"),
    path("<slug:slug>/attempts/", lab.lab_attempts, name="lab-attempts"),
    path("<slug:slug>/diff/", attempts.lab_diff, name="lab-diff"),
    path("<slug:slug>/reference/", lab.lab_reference, name="lab-reference"),
]
