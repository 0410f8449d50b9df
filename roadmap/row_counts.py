"""What the database knows of the sizes of its tables, by which it chooses the index that finds the fewest rows.

PostgreSQL looks by itself. SQLite only when told, and guesses otherwise: that all of a learner's rows are few, and so
are all tags there are. With many learners one of the two is wrong.
"""

from __future__ import annotations

from typing import Final

from django.db import connection

# Of each index so many rows are looked at: enough to tell few from many, and quick however large it is.
ROWS_LOOKED_AT: Final = 1000


def count_rows() -> None:
    """Let SQLite look; a second on ten gigabytes. Elsewhere nothing is to be done."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
