from django.apps import AppConfig

from roadmap.links import RESOLVERS, SUGGESTERS


class PathConfig(AppConfig):
    name = "roadmap.path"
    label = "path"

    def ready(self) -> None:
        """Lets wikilinks lead to topics."""
        from roadmap.path.links import found_topics, suggested_topics

        RESOLVERS["topic"] = found_topics
        SUGGESTERS["topic"] = suggested_topics
