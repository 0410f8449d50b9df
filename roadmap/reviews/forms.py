"""What a learner chooses about reviews."""

from __future__ import annotations

from typing import Any

from django import forms

from roadmap.reviews.models import HIGHEST_RETENTION, LOWEST_RETENTION, Rating, ReviewPlan

PERCENT = 100


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """The target in percent, as people say it."""

    percent = forms.IntegerField(
        label="Target, %",
        min_value=round(PERCENT * LOWEST_RETENTION),
        max_value=round(PERCENT * HIGHEST_RETENTION),
        help_text="A proof returns when the chance of doing it again has fallen to this. Higher: more reviews.",
    )

    class Meta:
        model = ReviewPlan
        fields = ["most_a_day"]
        help_texts = {"most_a_day": "What is due beyond it waits."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["percent"].initial = round(PERCENT * self.instance.retention)

    def save(self, commit: bool = True) -> ReviewPlan:
        plan: ReviewPlan = self.instance
        plan.retention = self.cleaned_data["percent"] / PERCENT
        super().save(commit)
        return plan


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(
        choices=Rating.choices,
        coerce=lambda value: Rating(int(value)),
        error_messages={"required": "Say how it went: one of the four.", "invalid_choice": "Choose one of the four."},
    )
