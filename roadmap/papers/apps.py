from django.apps import AppConfig

from roadmap.links import RESOLVERS, SUGGESTERS


class PapersConfig(AppConfig):
    name = "roadmap.papers"
    label = "papers"

    def ready(self) -> None:
        """Lets wikilinks lead to papers, and what experiments report into the log."""
        from labs.actions.settle import LANDINGS
        from roadmap.papers.experiments import KIND, take_values
        from roadmap.papers.links import found_papers, suggested_papers

        LANDINGS[KIND] = take_values
        RESOLVERS["paper"] = found_papers
        SUGGESTERS["paper"] = suggested_papers
