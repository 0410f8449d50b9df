"""Full-text search in the database's own way: FTS5 on SQLite, tsvector on PostgreSQL, the same words and hits on both.

The index is the table of NoteWords: on SQLite a virtual table, on PostgreSQL one with a vector that it generates. It
is written in the transaction that saves the note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Expression, F, FloatField, Lookup
from django.db.models.fields import BooleanField

from roadmap.notes.words import Wanted

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

# How many hits in the text one in the title is worth, on SQLite, where the columns are note, title and body. On
# PostgreSQL the title's words are of a vector's class A, the text's of D: the same ratio.
TITLE_WEIGHT = 10.0


class Matches(Lookup):
    """`words__body__matches=wanted`: title and text together hold all that is wanted."""

    lookup_name = "matches"
    prepare_rhs = False
    rhs: Wanted

    @property
    def output_field(self) -> BooleanField[Any, Any]:
        return BooleanField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return f"{_index_of(self.lhs, compiler)} MATCH %s", [self.rhs.for_fts5]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return f"{_vector_of(self.lhs, compiler)} @@ to_tsquery('simple', %s)", [self.rhs.for_postgresql]


class Relevance(Expression):
    """How well a note that matches answers: more is better. Compares hits of one search, nothing else."""

    output_field = FloatField()

    def __init__(self, looked_for: Wanted, index: Any = None) -> None:
        super().__init__()
        self.looked_for = looked_for
        self.index = index or F("words__body")

    def get_source_expressions(self) -> list[Any]:
        return [self.index]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.index,) = exprs

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return f"-bm25({_index_of(self.index, compiler)}, 0, {TITLE_WEIGHT}, 1.0)", []

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        ranked = f"ts_rank({_vector_of(self.index, compiler)}, to_tsquery('simple', %s), 1)"
        return f"{ranked}::double precision", [self.looked_for.for_postgresql]


def _index_of(column: Any, compiler: SQLCompiler) -> str:
    """FTS5 asks a table by the column that has the table's own name."""
    table = column.target.model._meta.db_table
    return f"{compiler.quote_name_unless_alias(column.alias)}.{compiler.connection.ops.quote_name(table)}"


def _vector_of(column: Any, compiler: SQLCompiler) -> str:
    return f'{compiler.quote_name_unless_alias(column.alias)}."vector"'
