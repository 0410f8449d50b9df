from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "roadmap.api"
    label = "api"

    def ready(self) -> None:
        import roadmap.api.schema  # noqa: F401  drf-spectacular finds extensions that were imported
