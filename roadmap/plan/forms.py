"""The first two of the three questions as a form; the third is a choice among the path's topics (see knowing.py)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from roadmap.path.models import Roadmap
from roadmap.plan.models import FEWEST_HOURS, MOST_HOURS, Plan

HALF_AN_HOUR = 0.5


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """`roadmaps` are those that the learner sees; one at least is followed."""

    roadmaps = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose one roadmap at least; it can be another later.",
            "invalid_choice": "One of the roadmaps is not here any more. Choose among those that are.",
        },
    )

    class Meta:
        model = Plan
        fields = ["roadmaps", "hours"]

    def __init__(self, roadmaps: Iterable[Roadmap], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        shown = {one.slug: one for one in roadmaps}
        choices = self.fields["roadmaps"]
        assert isinstance(choices, forms.MultipleChoiceField)
        choices.choices = [(slug, one.title) for slug, one in shown.items()]
        kept = [slug for slug in self.instance.roadmaps if slug in shown]
        self.initial["roadmaps"] = kept or [slug for slug in list(shown)[:1] if not self.instance.answered]
        if self.instance.hours:
            self.initial["hours"] = f"{self.instance.hours:g}"
        hours = self.fields["hours"]
        hours.required = True
        hours.error_messages["required"] = "Say how many hours a week you have; a guess will do."
        hours.widget = forms.NumberInput(
            {"min": FEWEST_HOURS, "max": MOST_HOURS, "step": HALF_AN_HOUR, "inputmode": "decimal"}
        )
