"""The labs this installation offers, read once from settings.CATALOG_DIR."""

from functools import cache
from pathlib import Path

from django.conf import settings

from runner.lab import Lab, load_catalog


def catalogue() -> dict[str, Lab]:
    """Every lab by slug, in the order of topic and slug. New folders are seen after a restart."""
    return _read(settings.CATALOG_DIR)


@cache
def _read(folder: Path) -> dict[str, Lab]:
    return load_catalog(folder)


def topic_title(topic: str) -> str:
    """The heading of a topic folder: `neural-networks` -> `Neural networks`."""
    return topic.replace("-", " ").replace("_", " ").capitalize()
