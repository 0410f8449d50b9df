from __future__ import annotations

from typing import Final

from django import forms
from django.core.files.uploadedfile import UploadedFile

from roadmap.path.archives import MEGABYTE

MAX_UPLOAD_BYTES: Final = 128 * MEGABYTE


class VaultForm(forms.Form):
    """A vault to be taken in."""

    vault = forms.FileField(
        label="A vault, as a zip",
        error_messages={"required": "Choose the zip first.", "empty": "This file is empty. Nothing was changed."},
        widget=forms.ClearableFileInput({"accept": ".zip"}),
    )

    def clean_vault(self) -> UploadedFile[bytes]:
        given: UploadedFile[bytes] = self.cleaned_data["vault"]
        if refusal := oversized(given):
            raise forms.ValidationError(refusal)
        return given


def oversized(given: UploadedFile[bytes]) -> str:
    """The sentence for a file that is too large; empty for any other."""
    size = given.size or 0
    if size <= MAX_UPLOAD_BYTES:
        return ""
    return (
        f"This file has {size / MEGABYTE:.0f} MB; {MAX_UPLOAD_BYTES // MEGABYTE} MB is the most. "
        "On the machine that runs Gradus, manage.py import_vault takes it from the disk."
    )
