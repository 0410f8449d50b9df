"""What a learner types about time, rest, projects, competitions, tools, teaching and routines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from labs.catalogue import catalogue
from labs.markdown import Target
from roadmap.habits.models import MINUTES_A_DAY, About, Entry, Minutes, Routine, Rung
from roadmap.habits.resting import WEEKS_AHEAD
from roadmap.links import links_for
from roadmap.notes.forms import attachment

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FIELDS_OF = {
    Entry.Kind.COMPETITION: ("title", "day", "link", "rank", "entrants", "score", "learned"),
}
FIELDS_OF_OTHERS = ("title", "day", "link", "learned")


class Plain(forms.ModelForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Linked(Plain):
    link = forms.URLField(required=False, max_length=500, assume_scheme="https")


def is_known(target: Target, learner: User) -> bool:
    """Whether time can be written down for it: a lab of the catalogue, or a topic that the learner sees."""
    if target.kind == About.LAB:
        return target.name in catalogue()
    return target.kind == About.TOPIC and target in links_for(learner)([target])


class MinutesForm(Plain):
    about = forms.CharField(
        max_length=220,
        widget=forms.TextInput({"list": "known-labs", "autocomplete": "off"}),
        help_text="lab:slug or topic:key, as in [[lab:adam]].",
        error_messages={"required": "Say what the time went to: lab:slug or topic:key."},
    )

    class Meta:
        model = Minutes
        fields = ["minutes", "day", "remark"]
        widgets = {"day": DAY}

    field_order = ["about", "minutes", "day", "remark"]

    def __init__(self, learner: User, *args: Any, **kwargs: Any) -> None:
        self.learner = learner
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["about"].initial = f"{self.instance.kind}:{self.instance.subject}"

    def clean_about(self) -> Target:
        target = attachment(self.cleaned_data["about"])
        kept = (self.instance.kind, self.instance.subject)
        if tuple(target) != kept and not is_known(target, self.learner):
            raise forms.ValidationError(f"There is no {target.kind} called “{target.name[:60]}” here.")
        return target

    def save(self, commit: bool = True) -> Minutes:
        minutes: Minutes = self.instance
        minutes.learner = self.learner
        minutes.kind, minutes.subject = self.cleaned_data["about"]
        super().save(commit)
        return minutes


class ForgottenForm(forms.Form):
    """How long a forgotten timer measured work; 0 throws it away."""

    minutes = forms.IntegerField(
        label="Minutes of work",
        min_value=0,
        max_value=MINUTES_A_DAY,
        help_text="0 throws the timer away.",
        label_suffix="",
    )


class RestForm(forms.Form):
    day = forms.DateField(widget=DAY, label_suffix="")
    weeks = forms.IntegerField(
        label="and the same day of so many weeks",
        min_value=1,
        max_value=WEEKS_AHEAD,
        initial=1,
        required=False,
        label_suffix="",
    )

    def clean_weeks(self) -> int:
        return self.cleaned_data["weeks"] or 1


class RungForm(Linked):
    class Meta:
        model = Rung
        fields = ["begun", "done", "link", "learned"]
        widgets = {"begun": DAY, "done": DAY, "learned": forms.Textarea({"rows": 6})}
        labels = {"learned": "What was learned"}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        begun, done = typed.get("begun"), typed.get("done")
        if begun and done and done < begun:
            raise forms.ValidationError({"done": "It was done before it was begun. Which of the two days is wrong?"})
        return typed


class OwnRungForm(RungForm):
    class Meta(RungForm.Meta):
        fields = ["title", *RungForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True


class EntryForm(Linked):
    class Meta:
        model = Entry
        fields = ["title", "day", "link", "rank", "entrants", "score", "learned"]
        widgets = {"day": DAY, "learned": forms.Textarea({"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = FIELDS_OF.get(Entry.Kind(self.instance.kind), FIELDS_OF_OTHERS)
        for name in set(self.fields) - set(kept):
            del self.fields[name]


class RoutineForm(Linked):
    class Meta:
        model = Routine
        fields = ["title", "every", "link"]
