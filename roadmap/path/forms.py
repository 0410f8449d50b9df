"""What a learner sets for a milestone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone


class TargetDateForm(forms.Form):
    """The day by which a milestone is to be done; empty takes the day back."""

    target_date = forms.DateField(
        label="Target date",
        required=False,
        error_messages={"invalid": "That is no date. Write it as year-month-day, such as 2027-03-31."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_target_date(self) -> date | None:
        day: date | None = self.cleaned_data["target_date"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("That day is past. Choose one from today on.")
        return day


class ClaimForm(forms.Form):
    """The explicit word that a milestone is claimed although something it requires is open."""

    although = forms.BooleanField(
        label="I claim it although something it requires is still open",
        error_messages={"required": "It was not claimed: tick the box to say that this is meant."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["although"].widget.attrs["required"] = True
