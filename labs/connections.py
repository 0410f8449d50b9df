"""Database connections that outlive one request or task.

Opening one and reading the schema anew takes longer than all that a short request asks. So the threads that stay keep
theirs, and look at one again before they use it after a failure.
"""

from __future__ import annotations

from typing import Any

from django.db import connections


def keep_connections(**_: Any) -> None:
    """For this thread: none of its connections is too old, and one that failed and no longer answers is closed.

    Called before a piece of work, so that a database that was away costs no more than the work it broke off.
    """
    for connection in connections.all(initialized_only=True):
        connection.close_at = None
        connection.close_if_unusable_or_obsolete()
