"""Routes of the vault, under /api/."""

from django.urls import path

from roadmap.vault.api import VaultImportView, VaultView

urlpatterns = [
    path("vault/", VaultView.as_view(), name="api-vault"),
    path("vault/import/", VaultImportView.as_view(), name="api-vault-import"),
]
