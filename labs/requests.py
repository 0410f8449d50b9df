"""The request a lab's page gets: behind the sign-in middleware the user is never anonymous."""

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from labs.catalogue import catalogue
from runner.lab import Lab

LONGEST_NUMBER = 18


class LearnerRequest(HttpRequest):
    user: User
    htmx: HtmxDetails


def is_number(written: str) -> bool:
    """Whether `written` is the number of a row; raises Http404 for digits that no row's number has so many of."""
    if written.isdecimal() and len(written) > LONGEST_NUMBER:
        raise Http404("No attempt has a number that long.")
    return written.isdecimal()


def lab_or_404(slug: str) -> Lab:
    """The lab of that name; raises Http404 where the catalogue has none."""
    try:
        return catalogue()[slug]
    except KeyError:
        raise Http404(f"There is no lab called {slug}.") from None
