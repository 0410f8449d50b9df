"""What the database says: read and locked from outside, and every settling counted by a trigger of our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

COUNT_SETTLING = """
CREATE TABLE chaos_settling (submission INTEGER, before TEXT);
CREATE TRIGGER chaos_count AFTER UPDATE ON labs_submission WHEN NEW.state = 'settled'
BEGIN INSERT INTO chaos_settling VALUES (NEW.id, OLD.state); END;
"""
VERDICT = "SELECT state, verdict, message, diagnosis, lab_digest FROM labs_submission WHERE id = ?"
CHECKS = "SELECT position, name, title, outcome, message, detail FROM labs_checkresult WHERE submission_id = ?"


class Record:
    """The SQLite file of a house. Every look opens it anew: no reader of ours keeps anybody waiting."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.file, timeout=30, isolation_level=None)) as connection:
            yield connection

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.open() as connection:
            return connection.execute(question, values).fetchall()

    def watch_settling(self) -> None:
        with self.open() as connection:
            connection.executescript(COUNT_SETTLING)

    def state(self, submission: int) -> str:
        return str(self.ask("SELECT state FROM labs_submission WHERE id = ?", submission)[0][0])

    def newest(self) -> int:
        return int(self.ask("SELECT coalesce(max(id), 0) FROM labs_submission")[0][0])

    def attempts(self, submission: int) -> int:
        return int(self.ask("SELECT attempts FROM labs_submission WHERE id = ?", submission)[0][0])

    def verdict(self, submission: int) -> tuple[Any, ...]:
        """All of a verdict that does not depend on clock and seed."""
        return (*self.ask(VERDICT, submission)[0], *self.ask(f"{CHECKS} ORDER BY position", submission))

    def times_settled(self, submission: int) -> int:
        """How many updates made or touched a settled row."""
        return int(self.ask("SELECT count(*) FROM chaos_settling WHERE submission = ?", submission)[0][0])

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile."""
        with self.open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")
