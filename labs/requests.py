"""The request a lab's page gets: behind the sign-in middleware the user is never anonymous."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

LONGEST_NUMBER = 18


class LearnerRequest(HttpRequest):
    user: User
    htmx: HtmxDetails


def is_number(written: str) -> bool:
    """Whether the number of a row can be read from `written`: digits, as few as a database has for it."""
    return written.isdecimal() and len(written) <= LONGEST_NUMBER
