"""What a learner types as evidence, and what they or a mentor answer about an explanation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.notes.models import BODY_CHARACTERS, LinkKind, Note
from roadmap.proofs.models import LOG_CHARACTERS, REMARK_CHARACTERS, SAYS_CHARACTERS, Exhibit
from roadmap.proofs.rubric import RUBRIC, Question

UNREAD_ADDRESS = "That is no address. Write it as https://example.org/page; it is kept, never fetched."


class TeachBackForm(forms.Form):
    """An explanation: the text of a note that is there, or a new one."""

    note = forms.ModelChoiceField(
        Note.objects.none(),
        required=False,
        label="Text",
        empty_label="A new note, written below",
        error_messages={"invalid_choice": "That note is not beside this topic any more. Choose another."},
    )
    text = forms.CharField(
        label="Your explanation",
        required=False,
        strip=False,
        max_length=BODY_CHARACTERS,
        widget=forms.Textarea({"rows": 8, "class": "code note-text"}),
        help_text="As to one who does not know it: plain words, an example worked by hand, why, and where it fails.",
        error_messages={"max_length": f"It holds up to {BODY_CHARACTERS:,} characters. Nothing was cut off."},
    )

    def __init__(self, *args: Any, learner: User, concept: str, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        notes = Note.objects.of(learner).about(LinkKind.TOPIC, [concept]).order_by("-updated")
        self.fields["note"].queryset = notes  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        note, text = cleaned.get("note"), cleaned.get("text", "")
        if "text" in cleaned and "note" in cleaned and not (note.body if note else text).strip():
            where = f"The note “{note}” is empty so far." if note else "Write the explanation, or choose a note."
            self.add_error("note" if note else "text", f"{where} Nothing was presented yet.")
        if note and text.strip() and text.strip() != note.body.strip():
            self.add_error("text", "Both a note and a text were given. Choose “A new note” to present this text.")
        return cleaned


class RubricForm(forms.Form):
    """One answer to each question of the rubric."""

    remark = forms.CharField(
        required=False,
        max_length=REMARK_CHARACTERS,
        widget=forms.Textarea({"rows": 3}),
        help_text="What would make it better. May stay empty.",
        error_messages={"max_length": f"A remark holds up to {REMARK_CHARACTERS:,} characters. Nothing was cut off."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for question in RUBRIC:
            self.fields[question.key] = forms.TypedChoiceField(
                label=question.title,
                choices=list(enumerate(question.answers)),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Choose one of the three.",
                    "invalid_choice": "Choose one of the three.",
                },
            )

    @property
    def questions(self) -> Iterator[tuple[Question, forms.BoundField]]:
        return ((question, self[question.key]) for question in RUBRIC)

    @property
    def levels(self) -> dict[str, int]:
        return {question.key: self.cleaned_data[question.key] for question in RUBRIC}


class ExhibitForm(forms.ModelForm):  # type: ignore[type-arg]
    """The base of the three kinds: what it shows, and since when it is there."""

    day = forms.DateField(
        label="Day",
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": "That is no date. Write it as year-month-day, such as 2027-03-31.",
            "required": "Say on which day it was done.",
        },
    )
    kind: Exhibit.Kind

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["says"].error_messages |= {
            "required": "Say in a sentence what it shows.",
            "max_length": f"This holds up to {SAYS_CHARACTERS} characters; a note has room for more.",
        }

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Evidence is of what has been done.")
        return day

    def save_for(self, learner: User, concept: str) -> Exhibit:
        self.instance.learner, self.instance.concept, self.instance.kind = learner, concept, self.kind
        kept: Exhibit = self.save()
        return kept


def address_field(help_text: str, required: bool = False) -> forms.URLField:
    return forms.URLField(
        label="Address",
        required=required,
        max_length=500,
        assume_scheme="https",
        help_text=help_text,
        error_messages={"invalid": UNREAD_ADDRESS, "required": "Give the address that shows it."},
    )


class ArtefactForm(ExhibitForm):
    kind = Exhibit.Kind.ARTEFACT
    url = address_field("Where it can be seen, if anywhere: a repository, a page, a run. It is never fetched.")
    sha256 = forms.CharField(
        label="SHA-256",
        required=False,
        widget=forms.TextInput({"class": "code", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Of the file, as sha256sum prints it. The file stays with you.",
    )
    log = forms.CharField(
        required=False,
        strip=False,
        max_length=LOG_CHARACTERS,
        widget=forms.Textarea({"rows": 4, "class": "code"}),
        help_text="What the run printed: losses, versions, differences.",
        error_messages={"max_length": f"A log holds up to {LOG_CHARACTERS:,} characters. Keep the part that shows it."},
    )

    class Meta:
        model = Exhibit
        fields = ("says", "day", "url", "file_name", "sha256", "size", "log")
        labels = {"says": "What it shows", "file_name": "File"}
        widgets = {"size": forms.HiddenInput}

    def clean_sha256(self) -> str:
        """`sha256sum` prints the file's name after the hash, and some tools print capitals."""
        typed: str = self.cleaned_data["sha256"]
        return typed.split()[0].lower() if typed.split() else ""

    def clean_log(self) -> str:
        log: str = self.cleaned_data["log"]
        return log.replace("\r\n", "\n") if log.strip() else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        shown = [cleaned.get(name) for name in ("url", "sha256", "log")]
        if not any(shown) and not self.errors.keys() & {"url", "sha256", "log"}:
            self.add_error(None, "An artefact needs one of three: an address, the SHA-256 of a file, or a log.")
        if cleaned.get("file_name") and not cleaned.get("sha256") and "sha256" not in self.errors:
            self.add_error("sha256", "A file's name shows little without its SHA-256.")
        return cleaned


class ReadingForm(ExhibitForm):
    kind = Exhibit.Kind.READING
    url = address_field("Where it can be read, if it has an address.")

    class Meta:
        model = Exhibit
        fields = ("says", "day", "url")
        labels = {"says": "What you read", "day": "Finished on"}
        help_texts = {"says": "Author and title, chapter or lecture, and one thing that it claims."}


class LinkForm(ExhibitForm):
    kind = Exhibit.Kind.LINK
    url = address_field("It is kept as you write it, never fetched.", required=True)

    class Meta:
        model = Exhibit
        fields = ("says", "day", "url")
        labels = {"says": "What it shows"}
        help_texts = {"says": "A certificate, a rank, a merged change, a DOI."}


EXHIBIT_FORMS: dict[str, type[ExhibitForm]] = {form.kind.value: form for form in (ArtefactForm, ReadingForm, LinkForm)}
