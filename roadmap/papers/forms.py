"""What a learner types about papers, reproductions, claims and runs. What cannot be read is answered in a sentence."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib.auth.models import User

from roadmap.papers.bibtex import LONGEST_READ, Described, read
from roadmap.papers.identifiers import Identifier, UnreadIdentifier, identify, year_of
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction

NOT_A_NUMBER = "This has to be a number, such as 76.4 or 1e-3."


class PaperForm(forms.ModelForm):  # type: ignore[type-arg]
    identifier = forms.CharField(
        label="arXiv id or DOI",
        required=False,
        max_length=300,
        help_text="An id or its address: 1706.03762, 10.1038/nature14539, https://arxiv.org/abs/… Empty if none.",
    )
    url = forms.URLField(
        label="Address",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Only where it differs from what the id gives.",
    )

    class Meta:
        model = Paper
        fields = ("title", "authors", "venue", "year", "abstract", "url", "bibtex")
        labels = {"bibtex": "BibTeX"}
        help_texts = {
            "authors": "One a line.",
            "bibtex": "Kept as you paste it; what it says fills in whatever you leave empty above.",
        }
        widgets = {"authors": forms.Textarea({"rows": 3}), "bibtex": forms.Textarea({"rows": 4, "class": "code"})}
        error_messages = {
            "year": {
                "invalid": "The year has to be a whole number, such as 2017.",
                "min_value": "A paper's year lies between 1600 and 2100.",
                "max_value": "A paper's year lies between 1600 and 2100.",
            }
        }

    field_order = ("identifier",)

    def __init__(self, *args: Any, learner: User, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.learner = learner
        self.remark = ""  # what is to be said of a paper that was saved all the same
        self.fields["title"].required = False
        self.fields["title"].help_text = "May be left empty where there is an id or BibTeX."
        self.initial.setdefault("identifier", self.instance.arxiv_id or self.instance.doi)

    def clean_identifier(self) -> Identifier:
        typed = self.cleaned_data["identifier"]
        try:
            return identify(typed) if typed.strip() else Identifier()
        except UnreadIdentifier as unread:
            raise forms.ValidationError(f"{unread} Correct it, or leave it empty and give the title.") from unread

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "bibtex" in self.changed_data:
            self._take_from_bibtex(cleaned)
        found = cleaned.get("identifier")
        if found is None:
            return cleaned
        if twin := self._twin(found):
            self.add_error("identifier", f"You already have this paper: “{twin.title}”. It was not added again.")
        elif not any(found) and not cleaned.get("title"):
            self.add_error("title", "Give the paper a title, or an arXiv id or DOI above.")
        return cleaned

    def _take_from_bibtex(self, cleaned: dict[str, Any]) -> None:
        """Fill in what was left empty. BibTeX that cannot be read is no reason to refuse a paper."""
        text = cleaned.get("bibtex", "")
        reading = read(text) if text.strip() else None
        if reading and reading.problems:
            self.remark = (
                f"The BibTeX was kept as you pasted it, but not all of it could be read. {reading.problems[0]}"
            )
        for name, value in facts_of(reading.entries[0]).items() if reading and reading.entries else ():
            empty = not any(cleaned[name]) if isinstance(cleaned.get(name), Identifier) else not cleaned.get(name)
            if empty and name not in self.errors:
                cleaned[name] = value

    def _twin(self, found: Identifier) -> Paper | None:
        names = [name for name in found if name]
        return Paper.objects.of(self.learner).known_as(names).exclude(pk=self.instance.pk).first() if names else None

    def save(self, commit: bool = True) -> Paper:
        found = self.cleaned_data["identifier"]
        paper: Paper = self.instance
        paper.learner = self.learner
        paper.arxiv_id = found.arxiv_id
        # The form shows one of the two; an arXiv id does not take away the DOI that was found before.
        paper.doi = found.doi or (paper.doi if found.arxiv_id else "")
        paper.title = paper.title or (f"arXiv:{found.arxiv_id}" if found.arxiv_id else f"doi:{found.doi}")
        paper.year = paper.year or year_of(found.arxiv_id)
        super().save(commit)
        return paper


def facts_of(entry: Described) -> dict[str, Any]:
    """What an entry says, by the fields of a paper."""
    return {
        "identifier": entry.identifier,
        "title": entry.title,
        "authors": entry.authors,
        "venue": entry.venue,
        "year": entry.year,
        "abstract": entry.abstract,
        "url": entry.url,
    }


class BibtexForm(forms.Form):
    """A library of papers, pasted or as a file."""

    text = forms.CharField(
        label="BibTeX", required=False, widget=forms.Textarea({"rows": 14, "class": "code", "spellcheck": "false"})
    )
    file = forms.FileField(
        label="Or a .bib file", required=False, widget=forms.FileInput({"accept": ".bib,text/plain"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            cleaned["text"] = file.read(4 * LONGEST_READ + 1).decode("utf-8", "replace").replace("\0", "")
        if not cleaned.get("text", "").strip():
            self.add_error("text", "Paste BibTeX, or choose a file: there was nothing to read.")
        return cleaned


class ReproductionForm(forms.ModelForm):  # type: ignore[type-arg]
    month = forms.DateField(
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput({"type": "month"}, format="%Y-%m"),
        help_text="The month it belongs to, such as 2026-03.",
        error_messages={
            "invalid": "Write the month as year and number, such as 2026-03.",
            "required": "Say which month this reproduction belongs to, such as 2026-03.",
        },
    )
    code_url = forms.URLField(
        label="Code", required=False, max_length=500, assume_scheme="https", help_text="Where the code is."
    )

    class Meta:
        model = Reproduction
        fields = (
            *("status", "month", "scope", "plan", "code_url", "commit", "environment", "hardware", "compute_hours"),
            *("deviations", "easy", "hard", "contact"),
        )
        error_messages = {
            "compute_hours": {"invalid": NOT_A_NUMBER, "min_value": "Hours cannot be below zero."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4


class ClaimForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Claim
        fields = ("metric", "data_set", "place", "reported", "tolerance", "tolerance_kind", "better", "reads")
        widgets = {
            "reported": forms.NumberInput({"step": "any", "inputmode": "decimal"}),
            "tolerance": forms.NumberInput({"step": "any", "inputmode": "decimal"}),
        }
        error_messages = {
            "metric": {"required": "Name the metric, such as “top-1 accuracy (%)”."},
            "reported": {"required": "Give the value the paper reports.", "invalid": NOT_A_NUMBER},
            "tolerance": {
                "required": "Say how far from the reported value still counts; 0 means exactly that value.",
                "invalid": NOT_A_NUMBER,
                "min_value": "A tolerance cannot be below zero.",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


SEEDS_AT_ONCE = 10
DEEPEST_CONFIG = 8
STARTER = '''def run(config, seed, report):
    """One training of the paper's method. Returns its metrics by name."""
    # report(step, loss=...) draws a curve while it runs
    return {"accuracy": 0.0}
'''


class ExperimentForm(forms.Form):
    """Code, configuration and seeds of one experiment."""

    source = forms.CharField(
        label="Code", widget=forms.Textarea({"rows": 14, "class": "code", "spellcheck": "false"}), strip=False
    )
    config = forms.CharField(
        label="Configuration",
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 3, "class": "code"}),
        help_text='As JSON, such as {"learning_rate": 0.001}. It arrives in run() as a dict.',
    )
    seeds = forms.CharField(max_length=300, help_text=f"Up to {SEEDS_AT_ONCE}, apart by spaces; three make a verdict.")
    device = forms.ChoiceField(choices=[("cpu", "CPU"), ("cuda", "GPU")], initial="cpu")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {"source": STARTER, "config": "{}", "seeds": "0 1 2"})
        super().__init__(*args, **kwargs)

    def clean_config(self) -> dict[str, Any]:
        try:
            config = json.loads(self.cleaned_data["config"] or "{}", parse_constant=no_number, parse_int=small_int)
        except (ValueError, RecursionError) as error:
            sentence = 'This cannot be read as JSON; names stand in double quotes: {"learning_rate": 0.001}.'
            raise forms.ValidationError(sentence) from error
        if not isinstance(config, dict) or depth(config) > DEEPEST_CONFIG:
            raise forms.ValidationError("A configuration has names, and not too many within each other: write {}.")
        if "\\u0000" in json.dumps(config):
            raise forms.ValidationError("A configuration holds no null characters.")
        return config

    def clean_seeds(self) -> list[int]:
        words = list(dict.fromkeys(self.cleaned_data["seeds"].replace(",", " ").split()))
        if not all(word.isascii() and word.isdigit() and int(word) < 2**63 for word in words):
            raise forms.ValidationError("A seed is a whole number, zero or more, such as 0 or 1234.")
        if not 1 <= len(words) <= SEEDS_AT_ONCE:
            raise forms.ValidationError(f"Name 1 to {SEEDS_AT_ONCE} seeds; these are {len(words)}.")
        return [int(word) for word in words]


def no_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def small_int(text: str) -> int:
    """A whole number of 64 bits, which is all that crosses to a runner."""
    if len(text) > 20 or not -(2**63) <= int(text) < 2**63:
        raise ValueError(f"{text[:20]} is too large")
    return int(text)


def depth(value: object) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, parts), default=0)


class ClaimRunForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ClaimRun
        fields = ("seed", "value")
        widgets = {"value": forms.NumberInput({"step": "any", "inputmode": "decimal"})}
        error_messages = {
            "seed": {
                "required": "Give the seed of the run.",
                "invalid": "A seed is a whole number, such as 0 or 1234.",
                "min_value": "A seed is zero or more.",
            },
            "value": {
                "required": "Give the value the run reached.",
                "invalid": f"{NOT_A_NUMBER} If the run diverged, say so under deviations.",
            },
        }

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.instance.claim = claim

    def clean_seed(self) -> int:
        seed: int = self.cleaned_data["seed"]
        if present := self.instance.claim.runs.filter(seed=seed).first():
            raise forms.ValidationError(
                f"Seed {seed} already has the value {present.value:g}, which was kept. "
                "Remove that run first, or use another seed."
            )
        return seed
