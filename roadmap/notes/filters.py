"""How notes are narrowed down, in the pages and in the API alike."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from labs.markdown import parsed_target
from roadmap.api.filters import Moment
from roadmap.notes.links import names_of
from roadmap.notes.models import Note, NoteQuerySet


class NoteFilter(django_filters.FilterSet):  # type: ignore[misc]
    search = django_filters.CharFilter(
        method="holding",
        label="What title or text hold: words, “phrases” in quotes, the last letters open.",
        max_length=200,
    )
    topic = django_filters.CharFilter(method="about_one", label="Key of a topic the note is about.", max_length=200)
    lab = django_filters.CharFilter(method="about_one", label="Slug of a lab the note is about.", max_length=200)
    paper = django_filters.CharFilter(
        method="about_one", label="arXiv id, DOI or key of a paper the note is about.", max_length=200
    )

    tag = django_filters.CharFilter(method="about_one", label="A tag, given by hand or in the text.", max_length=200)
    about = django_filters.CharFilter(
        method="about_any", label="What notes are about or link to: topic:key, lab:slug, paper:id.", max_length=200
    )
    since = Moment("updated", "gte", label="Changed at this moment or later.")

    class Meta:
        model = Note
        fields: list[str] = []

    def holding(self, notes: NoteQuerySet, name: str, value: str) -> QuerySet[Note]:
        return notes.search(value)

    def about_one(self, notes: NoteQuerySet, name: str, value: str) -> QuerySet[Note]:
        return notes.about(name, names_of(name, value, self._learner()))

    def about_any(self, notes: NoteQuerySet, name: str, value: str) -> QuerySet[Note]:
        kind, named = parsed_target(value)
        return self.about_one(notes, kind, named)

    def _learner(self) -> Any:
        return self.request.user
