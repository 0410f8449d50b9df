"""Whether a dashboard that is open still tells the truth: one small query, whatever the number of rows."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count, Max, Model, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject
from django.utils import timezone

from labs.models import Submission
from roadmap.habits.models import Entry, Minutes, RestDay, RoutineDone
from roadmap.notes.models import Note
from roadmap.papers.models import Claim, ClaimRun
from roadmap.path.models import Roadmap, Tick
from roadmap.proofs.models import Assessment, Exhibit, TeachBack
from roadmap.reviews.models import Card, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Aggregate

# Stands for the learner in the text of the query. No learner has this number.
ANYBODY: Final = -1


def stamp(learner: User) -> str:
    """Changes with what the charts show: a verdict, a tick, anything added or taken away, and the day.

    Of a row that is edited without a word of when, the sums tell.
    """
    with connection.cursor() as cursor:
        cursor.execute(*asked_of(learner.pk))
        told = (timezone.localdate(), *cursor.fetchall())
    return hashlib.blake2s(repr(told).encode(), digest_size=8).hexdigest()


def asked_of(learner: int) -> tuple[str, list[Any]]:
    """The query and its parameters. Pages ask it every few seconds, and to put its parts together takes Django
    far longer than to answer it takes the database: its text is kept."""
    sql, parameters = _text(connection.vendor)
    return sql, [learner if one == ANYBODY else one for one in parameters]


@cache
def _text(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    sql, parameters = User.objects.filter(pk=ANYBODY).values_list(*watched()).query.sql_with_params()
    return sql, tuple(parameters)


def watched() -> Iterator[Subquery]:
    """What is asked of each kind of row. Of submissions, which are many, only the ends of two indexes."""
    yield _latest(Submission, "created")
    yield _latest(Submission, "settled")
    yield _numbers(Tick, Count("pk"), Max("at"))
    yield _numbers(Note, Count("pk"), Max("created"))
    yield _numbers(TeachBack, Count("pk"), Max("created"))
    yield _numbers(Assessment, Count("pk"), Max("at"), learner="teach_back__learner")
    yield _numbers(Exhibit, Count("pk"), Max("created"))
    yield _numbers(Card, Count("pk"), Max("reviewed"), Max("day"))
    yield _numbers(Review, Count("pk"), Max("undone"), learner="card__learner")
    yield _numbers(Minutes, Count("pk"), Max("pk"), Sum("minutes"))
    yield _numbers(Entry, Count("pk"), Max("pk"))
    yield _numbers(RoutineDone, Count("pk"), learner="routine__learner")
    yield _numbers(RestDay, Count("pk"))
    yield _numbers(Claim, Count("pk"), Sum("reported"), Sum("tolerance"), learner="reproduction__paper__learner")
    yield _numbers(ClaimRun, Count("pk"), Max("created"), learner="claim__reproduction__paper__learner")
    yield _numbers(Roadmap, Count("pk"), Max("pk"), learner="owner")


def _latest(model: type[Model], field: str) -> Subquery:
    rows = _of(model, "learner").filter(**{f"{field}__isnull": False})
    return Subquery(rows.order_by(f"-{field}").values(field)[:1])


def _numbers(model: type[Model], *asked: Aggregate, learner: str = "learner") -> Subquery:
    """All that is asked of one kind in one look at its rows."""
    told = JSONObject(**{str(number): one for number, one in enumerate(asked)})
    return Subquery(_of(model, learner).order_by().values(learner).annotate(told=told).values("told"))


def _of(model: type[Model], learner: str) -> QuerySet[Any]:
    return model._default_manager.filter(**{learner: OuterRef("pk")})
