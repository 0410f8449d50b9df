"""Which categories a learner follows, and how the queue is narrowed down."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from roadmap.papers.arxiv.categories import FIRST_CHOICE, MOST, OFFERED, UnknownCategory, category_named


class CategoriesForm(forms.Form):
    offered = forms.MultipleChoiceField(
        label="Often followed",
        required=False,
        choices=[(name, f"{name}, {words.lower()}") for name, words in OFFERED.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        required=False, max_length=300, help_text="Any other category of arXiv, such as math.OC or quant-ph."
    )

    def __init__(self, *args: Any, followed: list[str], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        shown = followed or list(FIRST_CHOICE)
        self.initial = {
            "offered": [name for name in shown if name in OFFERED],
            "others": ", ".join(name for name in shown if name not in OFFERED),
        }

    def clean_others(self) -> list[str]:
        try:
            return [category_named(word) for word in re.split(r"[,;\s]+", self.cleaned_data["others"]) if word]
        except UnknownCategory as unknown:
            raise forms.ValidationError(f"{unknown} The others were kept here; nothing was changed yet.") from unknown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = {*cleaned.get("offered", []), *cleaned.get("others", [])}
        if len(wanted) > MOST:
            self.add_error(None, f"Up to {MOST} categories can be followed; these are {len(wanted)}. Leave some out.")
        return cleaned | {"wanted": sorted(wanted)}
