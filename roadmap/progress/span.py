"""Which days a page looks at: the latest so many, all of them, or those between two days that were chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils import timezone

from roadmap.progress.local_days import ONE_DAY, begin_of

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL: Final = "all"
OWN: Final = "own"
USUAL: Final = "90"
# The days of each range, by what stands in the address.
LENGTHS: Final = {"30": 30, "90": 90, "365": 365}
CHOICES: Final = (
    ("30", "30 days"),
    ("90", "90 days"),
    ("365", "A year"),
    (ALL, "All"),
)
EARLIEST: Final = date(2000, 1, 1)
BEFORE_ALL: Final = date(1, 1, 2)


@dataclass(frozen=True)
class Bounds:
    """The moments from `since` up to, and without, `until`; the days from `first` to `last`."""

    since: datetime
    until: datetime
    first: date
    last: date

    def days(self, field: str) -> Q:
        """Rows whose `field`, a day, lies between them."""
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})

    def moments(self, field: str) -> Q:
        """Rows whose `field`, a moment, lies between them; written so that an index on the field serves."""
        return Q(**{f"{field}__gte": self.since, f"{field}__lt": self.until})


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included; without a `first`, all up to `last`."""

    key: str
    first: date | None
    last: date

    @classmethod
    def of(cls, key: str = USUAL, today: date | None = None) -> Span:
        """One of CHOICES, up to today."""
        last = today or timezone.localdate()
        return cls(key, last - (LENGTHS[key] - 1) * ONE_DAY if key in LENGTHS else None, last)

    def __contains__(self, day: date) -> bool:
        return day <= self.last and (self.first is None or day >= self.first)

    @property
    def is_present(self) -> bool:
        """Whether it goes up to today, so that what is ahead can follow it."""
        return self.last >= timezone.localdate()

    @property
    def length(self) -> int | None:
        """How many days; None where it has no first one."""
        return (self.last - self.first).days + 1 if self.first else None

    @property
    def words(self) -> str:
        """As it stands in a sentence: `in the last 90 days`."""
        if self.key in LENGTHS:
            return f"in the last {LENGTHS[self.key]} days"
        if self.key == ALL:
            return "so far"
        if self.first == self.last:
            return f"on {self.last:%-d %b %Y}"
        return f"from {self.first:%-d %b %Y} to {self.last:%-d %b %Y}"

    @property
    def address(self) -> dict[str, str]:
        """Its part of a query string; empty for the usual one."""
        if self.key == OWN and self.first:
            return {"range": OWN, "since": self.first.isoformat(), "until": self.last.isoformat()}
        return {} if self.key == USUAL else {"range": self.key}

    @property
    def edges(self) -> tuple[datetime, datetime, date, date]:
        """Those of its bounds; without a first day, from before there was anything."""
        first = self.first or BEFORE_ALL
        return begin_of(first), begin_of(self.last + ONE_DAY), first, self.last

    @property
    def bounds(self) -> Bounds:
        return Bounds(*self.edges)

    def days(self, field: str) -> Q:
        return self.bounds.days(field)

    def moments(self, field: str) -> Q:
        return self.bounds.moments(field)


def query(span: Span, roadmap: str = "", **more: str) -> str:
    """The query string, with its question mark, of an address that follows the page; empty where there is nothing."""
    parts = {**({"roadmap": roadmap} if roadmap else {}), **span.address, **more}
    return f"?{urlencode(parts)}" if parts else ""


class SpanForm(forms.Form):
    """`range` is one of CHOICES or `own`; then `since` and `until` say which days, either of them alone as well."""

    range = forms.ChoiceField(
        choices=[*CHOICES, (OWN, "Own dates")],
        required=False,
        error_messages={"invalid_choice": "There is no such range. Choose one of those above."},
    )
    since = forms.DateField(
        required=False,
        error_messages={"invalid": "The first day is not a date. Write it as 2026-01-31."},
    )
    until = forms.DateField(
        required=False,
        error_messages={"invalid": "The last day is not a date. Write it as 2026-01-31."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("range") == OWN and not self.errors:
            for problem in _wrong_with(cleaned.get("since"), cleaned.get("until")):
                self.add_error(None, problem)
        return cleaned

    @property
    def span(self) -> Span:
        """The days asked for; the usual ones where the form is not valid."""
        key = self.cleaned_data.get("range") or USUAL if self.is_valid() else USUAL
        if key != OWN:
            return Span.of(key)
        today = timezone.localdate()
        return Span(OWN, self.cleaned_data["since"] or EARLIEST, self.cleaned_data["until"] or today)

    @property
    def problem(self) -> str:
        """What is wrong with what was asked, in one sentence; empty where nothing is."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


def _wrong_with(since: date | None, until: date | None) -> Iterable[str]:
    if not since and not until:
        yield "Choose a first day, a last day, or both."
    elif (since or EARLIEST) < EARLIEST or (until or EARLIEST) < EARLIEST:
        yield f"Choose days from {EARLIEST:%Y} on."
    elif max(since or EARLIEST, until or EARLIEST) > timezone.localdate():
        yield "One of the days has not come yet. Choose today or a day before."
    elif since and until and since > until:
        yield "The first day lies after the last. Choose them the other way round."
