"""Multiply what a few learners have: every row of theirs, copied in the database as often as asked.

A row with key p becomes the rows with keys W + p * K + k, for k from 0 to K - 1, where W is the highest key of its
table before: so rows of one moment lie together, and those of one learner far apart, as in a database that grew.
A reference to a row that is copied follows it, one to what all share stays. Unique texts get the copy's number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import CASCADE, ForeignKey, Max, Model

ROWS_AT_ONCE: Final = 20_000
OURS: Final = ("labs", "roadmap")
TELL = Callable[[int], None]


@dataclass
class Table:
    """A model whose rows belong to learners: the keys to be copied and the highest of all."""

    model: type[Model]
    keys: list[int]
    highest: int

    def moved(self, expression: str, copies: int) -> str:
        return f"{self.highest} + {expression} * {copies} + n.k"


def paths_to_learner() -> dict[type[Model], str]:
    """How each model's rows lead to the learner with whom they would be deleted, those nearest to it first."""
    found: dict[type[Model], str] = {User: "pk"}
    waiting = [one for one in apps.get_models() if one._meta.app_config.name.partition(".")[0] in OURS]
    while True:
        reached = {one: path for one in waiting if one not in found and (path := path_of(one, found))}
        if not reached:
            return found
        found |= reached


def path_of(model: type[Model], known: dict[type[Model], str]) -> str:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE and field.related_model in known:
            rest = known[field.related_model]
            return field.name if rest == "pk" else f"{field.name}__{rest}"
    return ""


def tables_of(learners: list[int]) -> dict[type[Model], Table]:
    made = {}
    for model, path in paths_to_learner().items():
        rows = model._base_manager.filter(**{f"{path}__in": learners})
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if keys and isinstance(keys[0], int):  # tokens, whose key is a digest, are nobody else's
            made[model] = Table(model, keys, model._base_manager.aggregate(highest=Max("pk"))["highest"])
    return made


def multiply(learners: list[int], copies: int, tell: TELL) -> int:
    """Copy every row of these learners; gives how many rows were written. `tell` hears of each lot."""
    tables = tables_of(learners)
    with loading():
        for table in tables.values():
            for keys in lots(table.keys, max(1, ROWS_AT_ONCE // copies)):
                write(table, keys, copies, tables)
                tell(len(keys) * copies)
    reset_sequences(list(tables))
    return sum(len(table.keys) for table in tables.values()) * copies


def lots(keys: list[int], size: int) -> Iterator[list[int]]:
    return (keys[at : at + size] for at in range(0, len(keys), size))


def write(table: Table, keys: list[int], copies: int, tables: dict[type[Model], Table]) -> None:
    fields = [field for field in table.model._meta.concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    into = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(value_of(field, table, copies, tables) for field in fields)
    name = quote(table.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < {copies - 1}) "
            f"INSERT INTO {name} ({into}) SELECT {values} FROM {name} AS t CROSS JOIN n "
            f"WHERE t.{quote(table.model._meta.pk.column)} IN ({', '.join(map(str, keys))}) "
            f"ORDER BY t.{quote(table.model._meta.pk.column)}, n.k"
        )


def value_of(field: Any, table: Table, copies: int, tables: dict[type[Model], Table]) -> str:
    """What stands in a copy's column, in words that both databases read."""
    column = f"t.{connection.ops.quote_name(field.column)}"
    if field.primary_key:
        return table.moved(column, copies)
    if isinstance(field, ForeignKey) and field.related_model in tables:
        return tables[field.related_model].moved(column, copies)
    if isinstance(field, models.UUIDField):
        return numbered_uuid(column)
    if field.unique and isinstance(field, models.CharField):
        return f"{column} || '-' || n.k"
    return column


def numbered_uuid(column: str) -> str:
    """The same but for its first eight digits, which count the copies."""
    if connection.vendor == "sqlite":
        return f"printf('%08x', n.k + 1) || substr({column}, 9)"
    return f"(lpad(to_hex(n.k + 1), 8, '0') || substr(replace({column}::text, '-', ''), 9))::uuid"


class loading:  # noqa: N801, used as a function
    """Without what guards each single write: all is written from rows that passed every check."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA foreign_keys=OFF")
                cursor.execute("PRAGMA synchronous=OFF")
                cursor.execute("PRAGMA cache_size=-400000")
            elif may_skip_triggers():
                cursor.execute("SET session_replication_role = replica")

    def __exit__(self, *_: object) -> None:
        connection.close()


def may_skip_triggers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def reset_sequences(models_written: list[type[Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models_written):
            cursor.execute(statement)
