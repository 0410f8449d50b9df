"""What the account page asks of one who makes a token."""

from django import forms

from roadmap.accounts.models import NAME_CHARACTERS

LONGEST_DAYS = 3650


class TokenForm(forms.Form):
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
    )
