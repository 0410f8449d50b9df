"""What the account page asks of one who makes a token."""

from typing import Any

from django import forms

from roadmap.accounts.models import NAME_CHARACTERS

LONGEST_DAYS = 3650
DAYS_WANTED = f"A whole number of days, from 1 to {LONGEST_DAYS}; or leave it empty."


class TokenForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    name = forms.CharField(
        max_length=NAME_CHARACTERS,
        required=False,
        help_text="What it is for: your editor, a script.",
    )
    days = forms.IntegerField(
        label="Days until it ends",
        min_value=1,
        max_value=LONGEST_DAYS,
        required=False,
        help_text="Left empty, it holds until you revoke it.",
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), DAYS_WANTED),
    )
