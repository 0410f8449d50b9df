from django.apps import AppConfig

from roadmap.links import RESOLVERS, SUGGESTERS


class PapersConfig(AppConfig):
    name = "roadmap.papers"
    label = "papers"

    def ready(self) -> None:
        """Lets wikilinks lead to papers."""
        from roadmap.papers.links import found_papers, suggested_papers

        RESOLVERS["paper"] = found_papers
        SUGGESTERS["paper"] = suggested_papers
