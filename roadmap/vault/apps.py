from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "roadmap.vault"
    label = "vault"
