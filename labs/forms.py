"""What a learner asks the map for."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import QueryDict

from labs.catalogue import topics
from labs.marks import MARKS
from labs.narrowing import LONGEST_SEARCH, Narrowing
from runner.lab import DEVICES, FRAMEWORKS, LEVELS

TIMES_AT_HAND: Final = (20, 30, 45, 60, 90)
SHOWN_CHARACTERS: Final = 40
REASONS: Final = {
    "minutes": "it is no number of minutes",
    "search": f"a search is a line of at most {LONGEST_SEARCH} characters",
    "concept": "no concept is called so",
}


def of_these(names: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=lambda: [(name, name) for name in names])


class NarrowingForm(forms.Form):
    """Reads an address. What it does not understand it leaves out and says so; the rest counts."""

    search = forms.CharField(required=False, max_length=LONGEST_SEARCH)
    state = of_these(MARKS)
    topic = forms.ChoiceField(required=False, choices=lambda: [(name, name) for name in topics()])
    concept = forms.CharField(required=False, max_length=120)
    framework = of_these(FRAMEWORKS)
    level = of_these(LEVELS)
    device = of_these(DEVICES)
    minutes = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    ready = forms.NullBooleanField()

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.full_clean()

    @property
    def narrowing(self) -> Narrowing:
        return Narrowing(**self.cleaned_data)

    @property
    def left_out(self) -> list[str]:
        """A sentence for each value that means nothing here."""
        return [
            f"“{self.data[name][:SHOWN_CHARACTERS]}” was left out: {REASONS.get(name, f'there is no such {name}')}."
            for name in self.errors
        ]

    @property
    def times_at_hand(self) -> list[int]:
        """The minutes one can choose, and those that were asked for."""
        asked = self.cleaned_data.get("minutes")
        return sorted({*TIMES_AT_HAND, *([asked] if asked else [])})
