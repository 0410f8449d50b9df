"""Parts of pages that are drawn again and again, kept by this process as they were drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe


class Fragments:
    """What one template made of what: at most `most` of them, those longest unused go first."""

    def __init__(self, template: str, most: int) -> None:
        self.template, self.most = template, most
        self._kept: OrderedDict[Hashable, SafeString] = OrderedDict()
        self._lock = Lock()

    def draw(self, told: Hashable, context: Mapping[str, Any]) -> SafeString:
        """The template with `context`, drawn once for each `told`, which has to hold all that the template reads."""
        with self._lock:
            if told in self._kept:
                self._kept.move_to_end(told)
                return self._kept[told]
        drawn = mark_safe(get_template(self.template).render(dict(context)))  # as a template escapes it
        with self._lock:
            self._kept[told] = drawn
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return drawn
