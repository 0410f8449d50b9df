"""Pages of the vault, under /account/vault/."""

from django.urls import path

from roadmap.vault import views

urlpatterns = [
    path("", views.vault, name="vault"),
    path("export/", views.export, name="vault-export"),
    path("import/changes/", views.changes, name="vault-changes"),
    path("import/", views.take_in, name="vault-import"),
    # /account/vault/records/<pk>/
    path("records/<int:pk>/", views.record, name="vault-record"),
    path("records/<int:pk>/judge/", views.judge_again, name="vault-judge"),
]
