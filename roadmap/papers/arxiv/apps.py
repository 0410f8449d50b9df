from django.apps import AppConfig


class ArxivConfig(AppConfig):
    name = "roadmap.papers.arxiv"
    label = "arxiv"
