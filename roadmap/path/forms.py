"""What a learner sets for a milestone, gives to be imported, and says of a topic of a roadmap of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from roadmap.path.archives import MEGABYTE, Archive, is_markdown
from roadmap.path.editing import read_links
from roadmap.path.markdown import Link, RoadmapError, TopicText
from roadmap.path.markdown.outline import PLAIN_TOPIC, PROOF_KINDS, TOPIC_KINDS
from roadmap.path.models import Roadmap

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_UPLOAD_BYTES: Final = 64 * MEGABYTE
MAX_UPLOADS: Final = 1_000


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


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        return [super(FilesField, self).clean(one, initial) for one in given]


class ImportForm(forms.Form):
    """Files or a text, and the roadmap they are to go into: empty for the one they name themselves."""

    uploads = FilesField(
        label="Files",
        required=False,
        help_text="A Markdown file, several, or an Obsidian vault as a zip: every file with checkboxes is a roadmap.",
    )
    text = forms.CharField(
        label="Or the text itself",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "class": "code"}),
        help_text="Headings are phases, list items topics.",
    )
    into = forms.ChoiceField(
        label="Into", required=False, help_text="A roadmap is known by its title; choose one here if that has changed."
    )

    def __init__(self, learner: User, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        own = Roadmap.objects.filter(owner=learner).values_list("slug", "title")
        into: Any = self.fields["into"]
        into.choices = [("", "the roadmap that the file names, or a new one"), *own]
        self.files_given: Mapping[str, bytes] = {}

    def clean_uploads(self) -> list[UploadedFile[bytes]]:
        given: list[UploadedFile[bytes]] = self.cleaned_data["uploads"]
        size = sum(one.size or 0 for one in given)
        if size > MAX_UPLOAD_BYTES or len(given) > MAX_UPLOADS:
            raise forms.ValidationError(
                f"These are {len(given):,} files of {size / MEGABYTE:.0f} MB; {MAX_UPLOADS:,} files of "
                f"{MAX_UPLOAD_BYTES // MEGABYTE} MB together is the most. Nothing was read."
            )
        return given

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = cleaned.get("uploads", [])
        if not given and not cleaned.get("text", "").strip() and not self.errors:
            raise forms.ValidationError("Choose a file or paste a text first.")
        try:
            self.files_given = read_uploads(given)
        except RoadmapError as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


def read_uploads(given: list[UploadedFile[bytes]]) -> Mapping[str, bytes]:
    """Uploaded files by name; of a single zip what it holds. Raises `RoadmapError`."""
    if len(given) == 1 and (given[0].name or "").lower().endswith(".zip"):
        return Archive(given[0])
    if len(given) == 1:
        return {given[0].name or "Roadmap": given[0].read()}
    return {one.name: one.read() for one in given if one.name and is_markdown(one.name)}


class TopicForm(forms.Form):
    """Everything that one line of a roadmap says."""

    title = forms.CharField(label="Words", error_messages={"required": "Give it a few words first."})
    body = forms.CharField(
        label="Text below it",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 4, "class": "code"}),
        help_text="Markdown. A list in it becomes topics of their own.",
    )
    kind = forms.ChoiceField(label="Kind", choices=[(kind, kind.capitalize()) for kind in (PLAIN_TOPIC, *TOPIC_KINDS)])
    proofs = forms.MultipleChoiceField(
        label="What proves it beside labs",
        required=False,
        choices=[(kind, kind.capitalize()) for kind in PROOF_KINDS],
        widget=forms.CheckboxSelectMultiple,
    )
    links = forms.CharField(
        label="Links",
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "code"}),
        help_text="lab:slug, paper:id, note:title or topic:key, one a line.",
    )

    @classmethod
    def of(cls, topic: TopicText) -> TopicForm:
        links = "\n".join(f"{link.kind}:{link.target}" for link in topic.links)
        said = {"title": topic.title, "body": topic.body, "kind": topic.kind, "proofs": topic.proofs, "links": links}
        return cls(initial=said, label_suffix="")

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n")

    def clean_links(self) -> list[Link]:
        try:
            return read_links(self.cleaned_data["links"])
        except RoadmapError as error:
            raise forms.ValidationError(str(error)) from error
