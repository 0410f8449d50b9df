"""How notes are narrowed down, in the pages and in the API alike."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from roadmap.notes.links import names_of
from roadmap.notes.models import Note, NoteQuerySet


class NoteFilter(django_filters.FilterSet):  # type: ignore[misc]
    search = django_filters.CharFilter(
        method="holding", label="Words that title or text hold, all of them.", max_length=200
    )
    topic = django_filters.CharFilter(method="about", label="Key of a topic the note is about.", max_length=200)
    lab = django_filters.CharFilter(method="about", label="Slug of a lab the note is about.", max_length=200)
    paper = django_filters.CharFilter(
        method="about", label="arXiv id, DOI or key of a paper the note is about.", max_length=200
    )

    class Meta:
        model = Note
        fields: list[str] = []

    def holding(self, notes: NoteQuerySet, name: str, value: str) -> QuerySet[Note]:
        return notes.search(value)

    def about(self, notes: NoteQuerySet, name: str, value: str) -> QuerySet[Note]:
        return notes.about(name, names_of(name, value, self._learner()))

    def _learner(self) -> Any:
        return self.request.user
