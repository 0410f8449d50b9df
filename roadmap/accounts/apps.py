from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "roadmap.accounts"
    label = "accounts"
