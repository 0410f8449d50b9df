"""What a learner types into a note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import cached_property

from labs.markdown import Target, parsed_target
from roadmap.notes.models import TARGET_CHARACTERS, TITLE_CHARACTERS, LinkKind, Note, linkable, not_too_long
from roadmap.notes.tags import NoTag, spelled_tag


class NoteForm(forms.Form):
    """`revision` is that of the text the form was filled with; empty for a new note."""

    title = forms.CharField(
        max_length=TITLE_CHARACTERS,
        validators=[linkable],
        error_messages={
            "required": "Give the note a title: other notes link to it by that.",
            "max_length": f"A title holds up to {TITLE_CHARACTERS} characters; this one has more. Nothing was cut off.",
        },
    )
    body = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        validators=[not_too_long],
        widget=forms.Textarea(
            {
                "rows": 20,
                "class": "code note-text",
                "data-pictures": reverse_lazy("note-image-add"),
                "data-complete": reverse_lazy("notes-complete"),
                "aria-autocomplete": "list",
                "aria-controls": "completions",
            }
        ),
        help_text="Markdown; maths as $x^2$ or $$x^2$$; links as [[note]], [[topic:key]], [[lab:slug]], [[paper:id]].",
    )
    attached = forms.CharField(
        label="About",
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "code note-about"}),
        help_text="The note appears beside these. One a line: topic:key, lab:slug or paper:id.",
    )
    tags = forms.CharField(
        required=False,
        help_text="Words apart by commas; a #word in the text is a tag too.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n")

    def clean_attached(self) -> list[Target]:
        lines = re.split(r"[\n,]", self.cleaned_data["attached"])
        return [attachment(line) for line in lines if line.strip()]

    def clean_tags(self) -> list[Target]:
        words = re.split(r"[,;\s]+", self.cleaned_data["tags"])
        return [tag_target(word) for word in dict.fromkeys(words) if word.strip("#")]

    @cached_property
    def draft_key(self) -> UUID:
        """The key that what is typed into this form is kept under; a new one where it came with none."""
        try:
            return UUID(str(self["draft"].value()))
        except ValueError:
            return uuid4()

    @property
    def about(self) -> list[Target]:
        """All the note is attached to, its tags among them; for a form that is valid."""
        return [*self.cleaned_data["attached"], *self.cleaned_data["tags"]]


def attachment(written: str) -> Target:
    """`topic:adam` or `[[topic:adam]]` as a target. Raises ValidationError for anything that is not attached to."""
    target = parsed_target(written.strip().removeprefix("[[").removesuffix("]]"))
    if target.kind == LinkKind.NOTE:
        raise forms.ValidationError(
            f"“{written.strip()}” does not say what it is. Write topic:key, lab:slug or paper:id, one a line."
        )
    if len(target.name) > TARGET_CHARACTERS:
        raise forms.ValidationError(f"“{target.name[:40]}…” is too long: {TARGET_CHARACTERS} characters at most.")
    return target


def tag_target(written: str) -> Target:
    """Raises ValidationError for what cannot be a tag."""
    try:
        return Target(LinkKind.TAG, spelled_tag(written))
    except NoTag as refused:
        raise forms.ValidationError(str(refused)) from refused


def filled_in(note: Note) -> dict[str, object]:
    """The initial values of a form that edits `note`."""
    tags = ", ".join(target.name for target in note.attachments if target.kind == LinkKind.TAG)
    places = lines_of(note.places)
    return {"title": note.title, "body": note.body, "attached": places, "tags": tags, "revision": note.revision}


def lines_of(targets: Iterable[Target]) -> str:
    return "\n".join(f"{target.kind}:{target.name}" for target in targets)
