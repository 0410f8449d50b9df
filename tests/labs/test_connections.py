"""Database connections that outlive a request or a task."""

import pytest
from django.db import close_old_connections, connection

from labs.connections import keep_connections
from labs.models import Submission


@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_is_there_for_the_next_piece_of_work():
    connection.close()
    connection.ensure_connection()
    opened = connection.connection
    keep_connections()
    close_old_connections()  # as the end of a request does
    assert connection.connection is opened
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_that_no_longer_answers_is_opened_anew():
    if connection.vendor == "sqlite":
        pytest.skip("a file's connection does not break")
    connection.ensure_connection()
    keep_connections()
    connection.connection.close()
    keep_connections()
    assert not Submission.objects.exists()
