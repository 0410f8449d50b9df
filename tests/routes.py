"""Every address there is, by walking the URL tables."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver
from django.utils.regex_helper import normalize


class Route(NamedTuple):
    """`template` as in /notes/%(pk)s/edit/."""

    template: str
    names: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.template.startswith("/api/")


def walked(patterns: list[URLPattern | URLResolver], before: str = "/", known: tuple[str, ...] = ()) -> Iterator[Route]:
    for pattern in patterns:
        ((part, names),) = normalize(pattern.pattern.regex.pattern)
        if isinstance(pattern, URLResolver):
            yield from walked(pattern.url_patterns, before + part, (*known, *names))
        else:
            yield Route(before + part, (*known, *names))
