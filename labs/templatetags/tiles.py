"""The tiles of the map: as many as there are labs, on a page that is asked for with every letter typed. So each is
drawn once and kept, for everybody who stands alike with the lab and its neighbours."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from labs.catalogue import catalogue
from labs.map import Place

register = template.Library()
KEPT: Final = 8192  # about a kilobyte each


@register.simple_tag
def tile(place: Place) -> SafeString:
    """One place on the map; see labs/_place.html."""
    facts = (place.mark, place.standing, place.column, place.is_next, place.in_statement, tuple(place.told))
    return _drawn(settings.CATALOG_DIR, place.lab.slug, *facts)


@lru_cache(KEPT)
def _drawn(
    folder: Path,
    slug: str,
    mark: str,
    standing: str,
    column: int,
    is_next: bool,
    in_statement: bool,
    told: tuple[tuple[str, str], ...],
) -> SafeString:
    stands = {"mark": mark, "standing": standing, "column": column}
    shown = {"is_next": is_next, "in_statement": in_statement, "told": told}
    return render_to_string("labs/_place.html", {"lab": catalogue()[slug], **stands, **shown})
