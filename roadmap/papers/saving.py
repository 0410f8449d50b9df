"""Saving a form whose row may have been written a moment ago by another tab."""

from typing import Any

from django.db import IntegrityError, transaction
from django.forms import ModelForm


def saved(form: "ModelForm[Any]") -> bool:
    """Save a form that is valid. False, with the reason on the form, if it is not or its twin came first."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error(None, "The same was saved a moment ago, perhaps in another tab. That one was kept.")
        return False
    return True
